package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;

/** Reads the dialogue portion (Q.773 clause 4.2): an EXTERNAL that holds one dialogue PDU. */
final class DialoguePortion {
  private static final int INTEGER = 0x02;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int EXTERNAL = 0x28;
  private static final int OBJECT_DESCRIPTOR = 0x07;
  private static final int SINGLE_ASN1_TYPE = 0xa0;
  private static final int OCTET_ALIGNED = 0x81;
  private static final int ARBITRARY = 0x82;
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
  private @Nullable GprsReference gprsReference;

  private DialoguePortion() {}

  /**
   * Reads the portion.
   *
   * @param abstractSyntax contents of the object identifier that it must name
   */
  static DialoguePdu decode(BerReader portion, byte[] abstractSyntax)
      throws MalformedMessageException {
    BerReader external = only(portion, "dialoguePortion", EXTERNAL);
    BerReader fields = external.contents("dialoguePortion");
    if (!fields.next() || fields.tag() != OBJECT_IDENTIFIER || !isEqual(fields, abstractSyntax)) {
      throw Tcap.mistyped("dialoguePortion", "no dialogue by its abstract syntax");
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
    result = smallInteger(fields, "AARE.result", 1);
    if (!fields.next() || fields.tag() != DIAGNOSTIC) {
      throw Tcap.mistyped("AARE.result-source-diagnostic", "missing");
    }
    BerReader choice = fields.contents("AARE.result-source-diagnostic");
    if (!choice.next()
        || (choice.tag() != BY_USER && choice.tag() != BY_PROVIDER)
        || choice.end() != fields.offset() + fields.length()) {
      throw Tcap.mistyped("AARE.result-source-diagnostic", "unknown alternative");
    }
    diagnosedByUser = choice.tag() == BY_USER;
    diagnostic = smallInteger(choice, "AARE.result-source-diagnostic", 2);
    userInformation(fields, fields.next(), "AARE");
    return pdu(DialoguePdu.Kind.AARE);
  }

  private DialoguePdu abort(BerReader fields) throws MalformedMessageException {
    if (!fields.next() || fields.tag() != 0x80) {
      throw Tcap.mistyped("ABRT.abort-source", "missing");
    }
    result = enumerated(fields, "ABRT.abort-source", 1);
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

  private void userInformation(BerReader fields, boolean more, String name)
      throws MalformedMessageException {
    if (!more) {
      return;
    }
    if (fields.tag() != USER_INFORMATION) {
      throw Tcap.mistyped(name, "unknown element");
    }
    BerReader externals = fields.contents(name);
    while (externals.next()) {
      if (externals.tag() != EXTERNAL) {
        throw Tcap.mistyped(name, "user information is no EXTERNAL");
      }
      external(externals.contents(name), name);
    }
    if (fields.next()) {
      throw Tcap.mistyped(name, "element after the user information");
    }
  }

  /** Walks an EXTERNAL: references, then one value in one of three encodings (X.690 8.18). */
  private void external(BerReader fields, String name) throws MalformedMessageException {
    boolean more = fields.next();
    String reference = null;
    if (more && fields.tag() == OBJECT_IDENTIFIER) {
      reference = ObjectIdentifiers.dotted(fields, name);
      more = fields.next();
    }
    if (more && fields.tag() == INTEGER) {
      fields.integer(name);
      more = fields.next();
    }
    if (more && fields.tag() == OBJECT_DESCRIPTOR) {
      more = fields.next();
    }
    int tag = more ? fields.tag() : 0;
    if (tag == SINGLE_ASN1_TYPE && GprsReference.isNamed(reference)) {
      gprsReference = Lenient.orNull(() -> GprsReference.read(fields));
    }
    if ((tag != SINGLE_ASN1_TYPE && tag != OCTET_ALIGNED && tag != ARBITRARY) || fields.next()) {
      throw Tcap.mistyped(name, "not one value in an EXTERNAL");
    }
  }

  private static boolean isEqual(BerReader oid, byte[] contents) throws MalformedMessageException {
    oid.requireLength("dialoguePortion", contents.length, contents.length);
    return ObjectIdentifiers.startsWith(oid, contents);
  }

  private static int smallInteger(BerReader element, String name, int most)
      throws MalformedMessageException {
    return enumerated(only(element, name, INTEGER), name, most);
  }

  private static int enumerated(BerReader value, String name, int most)
      throws MalformedMessageException {
    value.requireLength(name, 1, 1);
    if (value.octet(0) > most) {
      throw Tcap.mistyped(name, "unknown value " + value.octet(0));
    }
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
        kind, applicationContext, result, diagnostic, diagnosedByUser, hasVersion, gprsReference);
  }
}
