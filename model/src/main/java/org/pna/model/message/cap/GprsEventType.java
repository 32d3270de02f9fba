package org.pna.model.message.cap;

import org.jspecify.annotations.Nullable;

/** Event of a GPRS session or PDP context (TS 29.078 clause 5.1, GPRSEventType). */
public enum GprsEventType {
  ATTACH(1, "attach"),
  ATTACH_CHANGE_OF_POSITION(2, "attachChangeOfPosition"),
  DETACHED(3, "detached"),
  PDP_CONTEXT_ESTABLISHMENT(11, "pdpEstablishment"),
  PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT(12, "pdpEstablishmentAck"),
  DISCONNECT(13, "disconnect"),
  PDP_CONTEXT_CHANGE_OF_POSITION(14, "pdpChangeOfPosition");

  private static final @Nullable GprsEventType[] BY_VALUE =
      new GprsEventType[PDP_CONTEXT_CHANGE_OF_POSITION.value + 1];

  static {
    for (GprsEventType event : values()) {
      BY_VALUE[event.value] = event;
    }
  }

  private final int value;
  private final String specName;

  GprsEventType(int value, String specName) {
    this.value = value;
    this.specName = specName;
  }

  /** The number on the wire. */
  public int value() {
    return value;
  }

  /** The short name under which the event is printed. */
  public String specName() {
    return specName;
  }

  /** The event of a number; null if the specification gives the number none. */
  public static @Nullable GprsEventType of(int value) {
    return value < 0 || value >= BY_VALUE.length ? null : BY_VALUE[value];
  }
}
