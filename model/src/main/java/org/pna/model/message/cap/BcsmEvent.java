package org.pna.model.message.cap;

import org.jspecify.annotations.Nullable;

/** Event of the basic call state model (TS 29.078 clause 5.1, EventTypeBCSM). */
public enum BcsmEvent {
  COLLECTED_INFO(2, "collectedInfo"),
  ANALYZED_INFORMATION(3, "analyzedInformation"),
  ROUTE_SELECT_FAILURE(4, "routeSelectFailure"),
  O_CALLED_PARTY_BUSY(5, "oCalledPartyBusy"),
  O_NO_ANSWER(6, "oNoAnswer"),
  O_ANSWER(7, "oAnswer"),
  O_MID_CALL(8, "oMidCall"),
  O_DISCONNECT(9, "oDisconnect"),
  O_ABANDON(10, "oAbandon"),
  TERM_ATTEMPT_AUTHORIZED(12, "termAttemptAuthorized"),
  T_BUSY(13, "tBusy"),
  T_NO_ANSWER(14, "tNoAnswer"),
  T_ANSWER(15, "tAnswer"),
  T_MID_CALL(16, "tMidCall"),
  T_DISCONNECT(17, "tDisconnect"),
  T_ABANDON(18, "tAbandon"),
  O_TERM_SEIZED(19, "oTermSeized"),
  CALL_ACCEPTED(27, "callAccepted"),
  O_CHANGE_OF_POSITION(50, "oChangeOfPosition"),
  T_CHANGE_OF_POSITION(51, "tChangeOfPosition"),
  O_SERVICE_CHANGE(52, "oServiceChange"),
  T_SERVICE_CHANGE(53, "tServiceChange");

  private static final @Nullable BcsmEvent[] BY_VALUE = new BcsmEvent[T_SERVICE_CHANGE.value + 1];

  static {
    for (BcsmEvent event : values()) {
      BY_VALUE[event.value] = event;
    }
  }

  private final int value;
  private final String specName;

  BcsmEvent(int value, String specName) {
    this.value = value;
    this.specName = specName;
  }

  /** The number on the wire. */
  public int value() {
    return value;
  }

  /** The enumerator's name in the specification. */
  public String specName() {
    return specName;
  }

  /** The event of a number; null if the specification gives the number none. */
  public static @Nullable BcsmEvent of(int value) {
    return value < 0 || value >= BY_VALUE.length ? null : BY_VALUE[value];
  }
}
