package org.pna.truth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;

/** A SIM in its phone: how it is, and what the network holds of it. */
final class Sim {
  /** The area of those in a network that tells nothing. */
  static final int ABROAD = -1;

  /** The SGSN of those who are attached to EPS. */
  static final int EPS = -1;

  /** A data session or tunnel that a gateway accounts for. */
  static final class Session {
    final String id;
    final long began;

    /** Names the relationship of the SGSN that has its context; null without. */
    CapDialogue context;

    Session(String id, long began) {
      this.id = id;
      this.began = began;
    }
  }

  final int number;
  final int owner;
  final String imsi;
  final String msisdn;
  final @Nullable String identity;
  final boolean lte;
  final boolean hasIms;
  final boolean hasWlan;
  final boolean alwaysOn;
  final Chance chance;

  boolean on;
  boolean covered;
  int area;

  /** Rises with each contact: what a timer of before then is about to do no longer holds. */
  int contact;

  /** Rises with each switching on and off. */
  int life;

  boolean csAttached;
  int vlr;
  boolean psAttached;
  int sgsn;
  boolean pagingLost;
  boolean registered;

  /** Rises with each registration and renewal. */
  int registration;

  /** When that was. */
  long renewedAt;

  boolean forgotten;
  @Nullable Session session;
  @Nullable Session tunnel;
  @Nullable CapDialogue call;

  /** What changed of it last, in a few words. */
  String last = "nothing yet";

  Sim(
      int number,
      int owner,
      boolean lte,
      boolean ims,
      boolean wlan,
      boolean alwaysOn,
      Chance chance) {
    this.number = number;
    this.owner = owner;
    this.lte = lte;
    this.hasIms = ims;
    this.hasWlan = wlan;
    this.alwaysOn = alwaysOn;
    this.chance = chance;
    imsi = "24099" + (lte ? '1' : '0') + "%09d".formatted(number);
    msisdn = "4670%07d".formatted(number);
    identity = ims ? "sip:" + imsi + "@ims.pna.test" : null;
  }

  boolean isAbroad() {
    return area == ABROAD;
  }

  boolean isReached() {
    return on && covered;
  }

  boolean isInEps() {
    return sgsn == EPS;
  }

  /** Whether it can have a means at all. */
  boolean uses(Means means) {
    return switch (means) {
      case VOICE, DATA -> true;
      case IMS -> hasIms;
      case WLAN -> hasWlan;
    };
  }

  /** What the network takes for true. */
  boolean held(Means means) {
    return switch (means) {
      case VOICE -> csAttached;
      case DATA -> session != null && !pagingLost;
      case IMS -> registered;
      case WLAN -> tunnel != null;
    };
  }

  /** What is true. */
  boolean is(Means means) {
    boolean there = means == Means.WLAN ? on : isReached();
    return there && held(means);
  }

  /** By all names, as the directory has them. */
  List<SubscriberId> names() {
    return identity == null
        ? List.of(new Imsi(imsi), new Msisdn(msisdn))
        : List.of(new Imsi(imsi), new Msisdn(msisdn), new PublicIdentity(identity));
  }
}
