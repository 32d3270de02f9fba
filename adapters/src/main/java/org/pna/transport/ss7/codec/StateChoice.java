package org.pna.transport.ss7.codec;

import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.message.map.SubscriberState;

/** SubscriberState and PS-SubscriberState in BER (TS 29.002 clause 17.7.1). */
final class StateChoice {
  private static final int ENUMERATED = 0x0a;
  private static final int CONTEXT = 0x80;
  private static final int CONSTRUCTED = 0x20;

  private static final SubscriberState[] CS = {
    SubscriberState.ASSUMED_IDLE, SubscriberState.CAMEL_BUSY, SubscriberState.NOT_PROVIDED_FROM_VLR
  };
  private static final SubscriberState[] PS = {
    SubscriberState.NOT_PROVIDED_FROM_SGSN_OR_MME,
    SubscriberState.PS_DETACHED,
    SubscriberState.PS_ATTACHED_NOT_REACHABLE,
    SubscriberState.PS_ATTACHED_REACHABLE,
    SubscriberState.PS_PDP_ACTIVE_NOT_REACHABLE,
    SubscriberState.PS_PDP_ACTIVE_REACHABLE
  };
  private static final SubscriberState[] REASONS = {
    SubscriberState.MS_PURGED,
    SubscriberState.IMSI_DETACHED,
    SubscriberState.RESTRICTED_AREA,
    SubscriberState.NOT_REGISTERED
  };

  /** PDP-ContextInfo with its only mandatory element, pdp-ContextIdentifier 1. */
  private static final byte[] ONE_CONTEXT = {0x30, 3, (byte) 0x80, 1, 1};

  private StateChoice() {}

  static SubscriberState circuitSwitched(BerReader element) throws MalformedMessageException {
    return read(element, "subscriberInfo.subscriberState", CS);
  }

  static SubscriberState packetSwitched(BerReader element) throws MalformedMessageException {
    return read(element, "subscriberInfo.ps-SubscriberState", PS);
  }

  private static SubscriberState read(BerReader element, String name, SubscriberState[] states)
      throws MalformedMessageException {
    BerReader choice = element.contents(name);
    if (!choice.next() || choice.end() != element.offset() + element.length()) {
      throw new MalformedMessageException(Kind.MISTYPED, name, "not one alternative");
    }
    if (choice.tag() == ENUMERATED) {
      choice.requireLength(name, 1, 1);
      return of(REASONS, choice.octet(0), name);
    }
    SubscriberState state = of(states, (choice.tag() & ~CONSTRUCTED) - CONTEXT, name);
    if (isList(state)) {
      choice.contents(name);
    } else {
      choice.requireLength(name, 0, 0);
    }
    return state;
  }

  private static SubscriberState of(SubscriberState[] states, int index, String name)
      throws MalformedMessageException {
    if (index < 0 || index >= states.length) {
      throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, name, "unknown state " + index);
    }
    return states[index];
  }

  /** Both come with the active contexts. */
  private static boolean isList(SubscriberState state) {
    return state == SubscriberState.PS_PDP_ACTIVE_NOT_REACHABLE
        || state == SubscriberState.PS_PDP_ACTIVE_REACHABLE;
  }

  /** Writes a state under a tag. */
  static byte[] write(int tag, SubscriberState state) {
    String code = state.code();
    if (code.startsWith("n")) {
      return BerWriter.element(
          tag, BerWriter.integer(ENUMERATED, Integer.parseInt(code.substring(1))));
    }
    int alternative = CONTEXT + Integer.parseInt(code);
    return BerWriter.element(
        tag,
        isList(state)
            ? BerWriter.element(alternative | CONSTRUCTED, ONE_CONTEXT)
            : BerWriter.element(alternative));
  }
}
