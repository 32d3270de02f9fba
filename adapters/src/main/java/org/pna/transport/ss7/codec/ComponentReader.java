package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;

/** Reads one component (Q.773 clause 3.2.1). */
final class ComponentReader {
  private static final int INTEGER = 0x02;
  private static final int NULL = 0x05;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int SEQUENCE = 0x30;

  private final BerReader fields;
  private final String name;
  private boolean more;
  private int code = Component.NONE;
  private @Nullable String globalCode;
  private int parameterOffset;
  private int parameterLength;

  private ComponentReader(BerReader fields, String name) throws MalformedMessageException {
    this.fields = fields;
    this.name = name;
    this.more = fields.next();
  }

  static Component invoke(BerReader element) throws MalformedMessageException {
    ComponentReader reader = new ComponentReader(element.contents("invoke"), "invoke");
    int invokeId = reader.invokeId();
    int linkedId = Component.NONE;
    if (reader.more && reader.fields.tag() == 0x80) {
      linkedId = reader.octetInteger("invoke.linkedID");
      reader.more = reader.fields.next();
    }
    reader.code();
    reader.parameter();
    return reader.component(Component.Kind.INVOKE, invokeId, linkedId, Component.NONE);
  }

  static Component result(BerReader element, Component.Kind kind) throws MalformedMessageException {
    ComponentReader reader = new ComponentReader(element.contents("returnResult"), "returnResult");
    int invokeId = reader.invokeId();
    if (!reader.more) {
      return reader.component(kind, invokeId, Component.NONE, Component.NONE);
    }
    if (reader.fields.tag() != SEQUENCE) {
      throw Tcap.mistyped("returnResult", "not a SEQUENCE of code and parameter");
    }
    ComponentReader result =
        new ComponentReader(reader.fields.contents("returnResult"), "returnResult");
    if (reader.fields.next()) {
      throw Tcap.mistyped("returnResult", "element after the result");
    }
    result.code();
    result.parameter();
    return result.component(kind, invokeId, Component.NONE, Component.NONE);
  }

  static Component error(BerReader element) throws MalformedMessageException {
    ComponentReader reader = new ComponentReader(element.contents("returnError"), "returnError");
    int invokeId = reader.invokeId();
    reader.code();
    reader.parameter();
    return reader.component(Component.Kind.RETURN_ERROR, invokeId, Component.NONE, Component.NONE);
  }

  static Component reject(BerReader element) throws MalformedMessageException {
    ComponentReader reader = new ComponentReader(element.contents("reject"), "reject");
    int invokeId = Component.NONE;
    if (reader.more && reader.fields.tag() == NULL) {
      reader.fields.requireLength("reject.invokeID", 0, 0);
      reader.more = reader.fields.next();
    } else {
      invokeId = reader.invokeId();
    }
    if (!reader.more || reader.fields.tag() < 0x80 || reader.fields.tag() > 0x83) {
      throw Tcap.mistyped("reject", "no problem code");
    }
    int problem = reader.fields.tag() - 0x80;
    reader.code = reader.octetInteger("reject.problem");
    if (reader.fields.next()) {
      throw Tcap.mistyped("reject", "element after the problem code");
    }
    return reader.component(Component.Kind.REJECT, invokeId, Component.NONE, problem);
  }

  private int invokeId() throws MalformedMessageException {
    if (!more || fields.tag() != INTEGER) {
      throw Tcap.mistyped(name, "no invokeID");
    }
    int id = octetInteger(name);
    more = fields.next();
    return id;
  }

  private int octetInteger(String what) throws MalformedMessageException {
    fields.requireLength(what, 1, 1);
    return (byte) fields.octet(0);
  }

  private void code() throws MalformedMessageException {
    if (more && fields.tag() == INTEGER) {
      fields.requireLength(name, 1, 4);
      code = (int) fields.integer(name);
    } else if (more && fields.tag() == OBJECT_IDENTIFIER) {
      globalCode = ObjectIdentifiers.dotted(fields, name);
    } else {
      throw Tcap.mistyped(name, "no operation or error code");
    }
    more = fields.next();
  }

  private void parameter() throws MalformedMessageException {
    if (more) {
      parameterOffset = fields.start();
      parameterLength = fields.end() - parameterOffset;
      if (fields.next()) {
        throw Tcap.mistyped(name, "element after the parameter");
      }
    }
  }

  private Component component(Component.Kind kind, int invokeId, int linkedId, int problem) {
    return new Component(
        kind, invokeId, linkedId, code, globalCode, problem, parameterOffset, parameterLength);
  }
}
