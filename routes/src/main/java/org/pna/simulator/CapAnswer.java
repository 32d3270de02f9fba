package org.pna.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of the gateway's in a CAP dialogue, read independently of its own codec.
 *
 * @param kind what it does to the dialogue
 * @param operations operation codes of its invokes, in their order
 * @param results invoke ids of ours that it confirms
 * @param tests invoke ids of its ActivityTests
 * @param peer the gateway's transaction id; null when it has none
 * @param reference the gateway's GPRS reference number; null when none is told
 * @param micros time since the dialogue was begun
 */
public record CapAnswer(
    Kind kind,
    List<Integer> operations,
    List<Integer> results,
    List<Integer> tests,
    @Nullable Integer peer,
    @Nullable Integer reference,
    long micros) {
  /** RequestReportBCSMEvent. */
  public static final int REQUEST_REPORT_BCSM_EVENT = 23;

  /** Continue. */
  public static final int CONTINUE = 31;

  /** ContinueGPRS. */
  public static final int CONTINUE_GPRS = 75;

  /** RequestReportGPRSEvent. */
  public static final int REQUEST_REPORT_GPRS_EVENT = 81;

  private static final int ACTIVITY_TEST = 55;
  private static final int ACTIVITY_TEST_GPRS = 70;
  private static final int CONTINUING = 0x65;
  private static final int END = 0x64;

  /** Kinds of messages. */
  public enum Kind {
    CONTINUE,
    END,
    ABORT,
    /** The message came back, or none came in time. */
    NONE
  }

  /** That nothing came. */
  static CapAnswer none(long micros) {
    return new CapAnswer(Kind.NONE, List.of(), List.of(), List.of(), null, null, micros);
  }

  /** Whether it lets a call or session go on. */
  public boolean proceeds() {
    return operations.contains(CONTINUE) || operations.contains(CONTINUE_GPRS);
  }

  /** Whether it asks to be told. */
  public boolean monitors() {
    return operations.contains(REQUEST_REPORT_BCSM_EVENT)
        || operations.contains(REQUEST_REPORT_GPRS_EVENT);
  }

  /** Whose transaction of ours a message is for; null if that cannot be told. */
  static @Nullable Integer transaction(byte[] tcap) {
    Ber all = Ber.ofValue(tcap);
    for (int tag : new int[] {CONTINUING, END, 0x67}) {
      Ber id = all.find(tag, 0x49);
      if (id != null && id.value().length == 4) {
        return id.number();
      }
    }
    return null;
  }

  static CapAnswer read(byte[] tcap, long micros) {
    Ber all = Ber.ofValue(tcap);
    Ber body = all.child(CONTINUING);
    Kind kind = body != null ? Kind.CONTINUE : Kind.ABORT;
    if (body == null) {
      body = all.child(END);
      kind = body != null ? Kind.END : Kind.ABORT;
    }
    List<Integer> operations = new ArrayList<>();
    List<Integer> results = new ArrayList<>();
    List<Integer> tests = new ArrayList<>();
    Ber components = body == null ? null : body.child(0x6c);
    if (components != null) {
      components.children().forEach(component -> component(component, operations, results, tests));
    }
    Ber peer = body == null ? null : body.child(0x48);
    Ber reference =
        body == null ? null : body.find(0x6b, 0x28, 0xa0, 0x61, 0xbe, 0x28, 0xa0, 0x30, 0xa1, 0x02);
    return new CapAnswer(
        kind,
        operations,
        results,
        tests,
        peer == null ? null : peer.number(),
        reference == null ? null : reference.number(),
        micros);
  }

  private static void component(
      Ber.Child component, List<Integer> operations, List<Integer> results, List<Integer> tests) {
    List<Ber.Child> fields = component.element().children();
    if (fields.isEmpty()) {
      return;
    }
    int invokeId = fields.get(0).element().number();
    if (component.tag() == 0xa2) {
      results.add(invokeId);
    } else if (component.tag() == 0xa1 && fields.size() > 1) {
      int operation = fields.get(1).element().number();
      operations.add(operation);
      if (operation == ACTIVITY_TEST || operation == ACTIVITY_TEST_GPRS) {
        tests.add(invokeId);
      }
    }
  }
}
