package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;

/** Reads the dialogue portion (Q.773 clause 4.2): an EXTERNAL that holds one dialogue PDU. */
final class DialoguePortion {
  private static final int INTEGER = 0x02;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int EXTERNAL = 0x28;
  private static final int SINGLE_ASN1_TYPE = 0xa0;
  private static final int PROTOCOL_VERSION = 0x80;
  private static final int CONTEXT_NAME = 0xa1;
  private static final int RESULT = 0xa2;
  private static final int DIAGNOSTIC = 0xa3;
  private static final int BY_USER = 0xa1;
  private static final int BY_PROVIDER = 0xa2;
  private static final int USER_INFORMATION = 0xbe;

  private @Nullable String applicationContext;
  private int result = -1;
  private int diagnostic = -1;
  private boolean diagnosedByUser;
  private boolean hasVersion;

  private DialoguePortion() {}

  static DialoguePdu decode(BerReader portion) throws MalformedMessageException {
    BerReader external = only(portion, "dialoguePortion", EXTERNAL);
    BerReader fields = external.contents("dialoguePortion");
    if (!fields.next() || fields.tag() != OBJECT_IDENTIFIER) {
      throw Tcap.mistyped("dialoguePortion", "no abstract syntax");
    }
    if (fields.isConstructed() || fields.length() == 0) {
      throw Tcap.mistyped("dialoguePortion", "no abstract syntax");
    }
    if (!fields.next() || fields.tag() != SINGLE_ASN1_TYPE) {
      throw Tcap.mistyped("dialoguePortion", "not a single ASN.1 type");
    }
    BerReader pdu = fields.contents("dialoguePortion");
    if (!pdu.next() || pdu.end() != fields.offset() + fields.length() || fields.next()) {
      throw Tcap.mistyped("dialoguePortion", "not one dialogue PDU");
    }
    DialoguePortion reader = new DialoguePortion();
    return switch (pdu.tag()) {
      case 0x60 -> reader.request(pdu.contents("AARQ"));
      case 0x61 -> reader.response(pdu.contents("AARE"));
      case 0x64 -> reader.abort(pdu.contents("ABRT"));
      default -> throw Tcap.mistyped("dialoguePortion", "unknown dialogue PDU");
    };
  }

  private DialoguePdu request(BerReader fields) throws MalformedMessageException {
    boolean more = context(fields, "AARQ");
    userInformation(fields, more, "AARQ");
    return pdu(DialoguePdu.Kind.AARQ);
  }

  private DialoguePdu response(BerReader fields) throws MalformedMessageException {
    boolean more = context(fields, "AARE");
    if (!more || fields.tag() != RESULT) {
      throw Tcap.mistyped("AARE.result", "missing");
    }
    result = smallInteger(fields, "AARE.result");
    if (!fields.next() || fields.tag() != DIAGNOSTIC) {
      throw Tcap.mistyped("AARE.result-source-diagnostic", "missing");
    }
    BerReader choice = fields.contents("AARE.result-source-diagnostic");
    if (!choice.next() || choice.tag() != BY_USER && choice.tag() != BY_PROVIDER) {
      throw Tcap.mistyped("AARE.result-source-diagnostic", "unknown alternative");
    }
    diagnosedByUser = choice.tag() == BY_USER;
    diagnostic = smallInteger(choice, "AARE.result-source-diagnostic");
    userInformation(fields, fields.next(), "AARE");
    return pdu(DialoguePdu.Kind.AARE);
  }

  private DialoguePdu abort(BerReader fields) throws MalformedMessageException {
    if (!fields.next() || fields.tag() != 0x80) {
      throw Tcap.mistyped("ABRT.abort-source", "missing");
    }
    fields.requireLength("ABRT.abort-source", 1, 1);
    result = fields.octet(0);
    userInformation(fields, fields.next(), "ABRT");
    return pdu(DialoguePdu.Kind.ABRT);
  }

  /** Reads protocol version and context name; the result says whether an element follows. */
  private boolean context(BerReader fields, String name) throws MalformedMessageException {
    boolean more = fields.next();
    if (more && fields.tag() == PROTOCOL_VERSION) {
      fields.requireLength(name + ".protocol-version", 2, 5);
      hasVersion = true;
      more = fields.next();
    }
    if (!more || fields.tag() != CONTEXT_NAME) {
      throw Tcap.mistyped(name, "no application-context-name");
    }
    BerReader oid = only(fields, name, OBJECT_IDENTIFIER);
    applicationContext = ObjectIdentifiers.dotted(oid, name);
    return fields.next();
  }

  private static void userInformation(BerReader fields, boolean more, String name)
      throws MalformedMessageException {
    if (more && (fields.tag() != USER_INFORMATION || fields.next())) {
      throw Tcap.mistyped(name, "unknown element");
    }
  }

  private static int smallInteger(BerReader element, String name) throws MalformedMessageException {
    BerReader value = only(element, name, INTEGER);
    value.requireLength(name, 1, 1);
    return value.octet(0);
  }

  /** Enters an element that holds exactly one, with this tag. */
  private static BerReader only(BerReader element, String name, int tag)
      throws MalformedMessageException {
    BerReader contents = element.contents(name);
    if (!contents.next()
        || contents.tag() != tag
        || contents.end() != element.offset() + element.length()) {
      throw Tcap.mistyped(name, "not one element 0x" + Integer.toHexString(tag));
    }
    return contents;
  }

  private DialoguePdu pdu(DialoguePdu.Kind kind) {
    return new DialoguePdu(
        kind, applicationContext, result, diagnostic, diagnosedByUser, hasVersion);
  }
}
