package org.pna.transport.ss7.codec;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** Reads TCAP messages (Q.773) whole: transaction, dialogue and component portions. */
public final class Tcap {
  private static final int OTID = 0x48;
  private static final int DTID = 0x49;
  private static final int ABORT_CAUSE = 0x4a;
  private static final int DIALOGUE_PORTION = 0x6b;
  private static final int COMPONENT_PORTION = 0x6c;

  private Tcap() {}

  /**
   * Reads a message.
   *
   * @param data exactly one message
   * @throws MalformedMessageException if anything in it, up to the components' parameters, is not
   *     as Q.773 has it
   */
  public static TcapMessage decode(byte[] data) throws MalformedMessageException {
    return decode(data, true);
  }

  /**
   * Reads a message, or all of it but its components.
   *
   * @param withComponents false: the message has none, whatever its component portion holds
   * @throws MalformedMessageException if anything that is read is not as Q.773 has it
   */
  public static TcapMessage decode(byte[] data, boolean withComponents)
      throws MalformedMessageException {
    BerReader outer = new BerReader(data, 0, data.length, "TCMessage");
    if (!outer.next() || outer.end() != data.length) {
      throw mistyped("TCMessage", "not one element");
    }
    TcapMessage.Kind kind = kind(outer.tag());
    BerReader portions = outer.contents("TCMessage");
    long otid = -1;
    long dtid = -1;
    int abortCause = -1;
    DialoguePdu dialogue = null;
    List<Component> components = List.of();
    boolean hasComponents = false;
    int last = 0;
    while (portions.next()) {
      int tag = portions.tag();
      if (tag <= last) {
        throw mistyped("TCMessage", "element 0x" + Integer.toHexString(tag) + " out of order");
      }
      last = tag;
      switch (tag) {
        case OTID -> otid = transactionId(portions, "otid");
        case DTID -> dtid = transactionId(portions, "dtid");
        case ABORT_CAUSE -> {
          portions.requireLength("p-abortCause", 1, 1);
          abortCause = portions.octet(0);
          if (abortCause > 127) {
            throw mistyped("p-abortCause", "negative");
          }
        }
        case DIALOGUE_PORTION ->
            dialogue =
                DialoguePortion.decode(
                    portions,
                    kind == TcapMessage.Kind.UNIDIRECTIONAL
                        ? ObjectIdentifiers.UNIDIRECTIONAL_DIALOGUE
                        : ObjectIdentifiers.DIALOGUE);
        case COMPONENT_PORTION -> {
          hasComponents = true;
          components = withComponents ? components(portions) : components;
        }
        default -> throw mistyped("TCMessage", "unknown element 0x" + Integer.toHexString(tag));
      }
    }
    require(kind, otid, dtid, abortCause, hasComponents);
    return new TcapMessage(kind, otid, dtid, abortCause, dialogue, components, data);
  }

  /**
   * The destination transaction id of a message, whatever else it holds.
   *
   * @return 0 to 2^32 - 1; -1 if there is none or it cannot be read
   */
  public static long destination(byte[] data) {
    return transactionId(data, DTID);
  }

  /**
   * The originating transaction id of a message, whatever else it holds.
   *
   * @return 0 to 2^32 - 1; -1 if there is none or it cannot be read
   */
  public static long originating(byte[] data) {
    return transactionId(data, OTID);
  }

  /**
   * The originating transaction id of a message, whatever else it holds, as {@link TcapWriter}
   * gives it back: a peer may know its id by no other octets than those that it sent.
   *
   * @return 0 to 2^32 - 1, plus 2^32 for each octet that it is shorter than four; -1 if there is
   *     none or it cannot be read
   */
  public static long peer(byte[] data) {
    try {
      BerReader outer = new BerReader(data, 0, data.length, "TCMessage");
      if (outer.next()) {
        BerReader portions = outer.contents("TCMessage");
        if (portions.next() && portions.tag() == OTID) {
          return transactionId(portions, "otid") | (4L - portions.length()) << 32;
        }
      }
    } catch (MalformedMessageException e) {
      // there is none that could be trusted
    }
    return -1;
  }

  /** Whether an application context, dotted, is named anywhere in some octets. */
  public static boolean isNamed(String applicationContext, byte[] octets) {
    HexFormat hex = HexFormat.of();
    byte[] name = ObjectIdentifiers.element(applicationContext);
    return hex.formatHex(octets).contains(hex.formatHex(name));
  }

  private static long transactionId(byte[] data, int tag) {
    try {
      BerReader outer = new BerReader(data, 0, data.length, "TCMessage");
      if (outer.next()) {
        BerReader portions = outer.contents("TCMessage");
        while (portions.next() && portions.tag() <= DTID) {
          if (portions.tag() == tag) {
            return transactionId(portions, "transactionID");
          }
        }
      }
    } catch (MalformedMessageException e) {
      // there is none that could be trusted
    }
    return -1;
  }

  private static TcapMessage.Kind kind(int tag) throws MalformedMessageException {
    return switch (tag) {
      case 0x61 -> TcapMessage.Kind.UNIDIRECTIONAL;
      case 0x62 -> TcapMessage.Kind.BEGIN;
      case 0x64 -> TcapMessage.Kind.END;
      case 0x65 -> TcapMessage.Kind.CONTINUE;
      case 0x67 -> TcapMessage.Kind.ABORT;
      default -> throw mistyped("TCMessage", "unknown message type");
    };
  }

  private static void require(
      TcapMessage.Kind kind, long otid, long dtid, int abortCause, boolean hasComponents)
      throws MalformedMessageException {
    boolean begins = kind == TcapMessage.Kind.BEGIN || kind == TcapMessage.Kind.CONTINUE;
    boolean answers = kind != TcapMessage.Kind.BEGIN && kind != TcapMessage.Kind.UNIDIRECTIONAL;
    if (begins != otid >= 0) {
      throw mistyped("otid", begins ? "missing" : "in a message that has none");
    }
    if (answers != dtid >= 0) {
      throw mistyped("dtid", answers ? "missing" : "in a message that has none");
    }
    if (kind == TcapMessage.Kind.ABORT) {
      if (hasComponents) {
        throw mistyped("components", "in an Abort");
      }
    } else if (abortCause >= 0) {
      throw mistyped("p-abortCause", "not in an Abort");
    }
    if (kind == TcapMessage.Kind.UNIDIRECTIONAL && !hasComponents) {
      throw mistyped("components", "missing");
    }
  }

  static long transactionId(BerReader element, String name) throws MalformedMessageException {
    element.requireLength(name, 1, 4);
    long id = 0;
    for (int i = 0; i < element.length(); i++) {
      id = (id << 8) | element.octet(i);
    }
    return id;
  }

  private static List<Component> components(BerReader portion) throws MalformedMessageException {
    BerReader elements = portion.contents("components");
    if (!elements.next()) {
      throw mistyped("components", "empty");
    }
    Component first = component(elements);
    if (!elements.next()) {
      return List.of(first);
    }
    List<Component> components = new ArrayList<>();
    components.add(first);
    do {
      components.add(component(elements));
    } while (elements.next());
    return List.copyOf(components);
  }

  private static Component component(BerReader element) throws MalformedMessageException {
    return switch (element.tag()) {
      case 0xa1 -> ComponentReader.invoke(element);
      case 0xa2 -> ComponentReader.result(element, Component.Kind.RETURN_RESULT_LAST);
      case 0xa3 -> ComponentReader.error(element);
      case 0xa4 -> ComponentReader.reject(element);
      case 0xa7 -> ComponentReader.result(element, Component.Kind.RETURN_RESULT_NOT_LAST);
      default -> throw mistyped("components", "unknown component");
    };
  }

  static MalformedMessageException mistyped(String where, String reason) {
    return new MalformedMessageException(Kind.MISTYPED, where, reason);
  }
}
