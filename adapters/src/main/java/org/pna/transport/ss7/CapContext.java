package org.pna.transport.ss7;

import org.jspecify.annotations.Nullable;
import org.pna.transport.ss7.codec.CapInstructions;
import org.pna.transport.ss7.codec.Tcap;

/** The application contexts that we serve (TS 29.078 clause 5.7, CAP-object-identifiers). */
enum CapContext {
  /** cap-v2-gsmSSF-to-gsmSCF. */
  V2("0.4.0.0.1.0.50.1", 2),
  /** capssf-scfGenericAC of CAP version 3. */
  V3("0.4.0.0.1.21.3.4", 3),
  /** capssf-scfGenericAC of CAP version 4. */
  V4("0.4.0.0.1.23.3.4", 4),
  /** gprsSSF-gsmSCF, in phase 4 too. */
  GPRS("0.4.0.0.1.21.3.50", 13);

  /** In which we begin a dialogue with an SGSN: gsmSCF-gprsSSF. */
  static final String TO_GPRS = "0.4.0.0.1.21.3.51";

  private static final byte[] CONTINUE = CapInstructions.proceed(1);
  private static final byte[] CONTINUE_GPRS = CapInstructions.proceedGprs(1);

  private final String identifier;
  private final int number;

  CapContext(String identifier, int number) {
    this.identifier = identifier;
    this.number = number;
  }

  /** What stands for it where it is kept. */
  byte number() {
    return (byte) number;
  }

  /** The context that a number stands for; null for none. */
  static @Nullable CapContext of(byte number) {
    for (CapContext context : values()) {
      if (context.number == number) {
        return context;
      }
    }
    return null;
  }

  /** The first context of ours whose name stands anywhere in some octets; null for none. */
  static @Nullable CapContext in(byte[] octets) {
    for (CapContext context : values()) {
      if (Tcap.isNamed(context.identifier, octets)) {
        return context;
      }
    }
    return null;
  }

  String identifier() {
    return identifier;
  }

  boolean isGprs() {
    return this == GPRS;
  }

  /** What lets a call or session go on that nobody watches. */
  byte[] proceed() {
    return isGprs() ? CONTINUE_GPRS : CONTINUE;
  }

  /** The context of a name; null if we do not serve it. */
  static @Nullable CapContext of(@Nullable String identifier) {
    for (CapContext context : values()) {
      if (context.identifier.equals(identifier)) {
        return context;
      }
    }
    return null;
  }
}
