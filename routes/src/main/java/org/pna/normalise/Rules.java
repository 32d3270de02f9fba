package org.pna.normalise;

import java.util.HashMap;
import java.util.Map;

/** The rules of truth by name, as the journal cites them. */
public final class Rules {
  /** Of two reports of a domain the one heard later is true. */
  static final String NEWEST = "I3";

  /** A negative counts from the serving node. */
  static final String NEGATIVE = "T4";

  /** Who is on the phone. */
  static final String CALL = "CALL";

  /** Who is online by a data session. */
  static final String SESSION = "PDP";

  /** An answer is as old as its question. */
  static final String ANSWER = "T3";

  /** Calls that are none of the subscriber's. */
  static final String FORWARDED = "T8";

  /** Calls and sessions of which nobody tells any more. */
  static final String LOST = "T9";

  /** The home register may have lost its data. */
  static final String RESTART = "T14";

  /** Nobody told. */
  static final String UNANSWERED = "asked";

  /** Whether mobility events come. */
  static final String REPORTING = "CSI";

  /** A message that tells nothing. */
  static final String NOTHING = "none";

  /** Facts have a lifetime. */
  static final String LIFETIME = "T7";

  /** Negatives in a mass wait. */
  static final String MASS = "T15";

  /** A SIM belongs to whom the directory's newer row names. */
  static final String IDENTITY = "T16";

  /** Who is online by a session that a gateway accounts for. */
  static final String GATEWAY = "accounting";

  /** What a gateway tells late of a session. */
  static final String LATE = "T3-session";

  /** What the home register says of IMS, EPS and 5GS. */
  static final String NETWORK = "T3-network";

  /** Where somebody is by coordinates. */
  static final String POSITION = "T3-position";

  /** A gateway begins anew. */
  static final String GATEWAY_RESTART = "T14-NAS";

  /** Whose gateways' reports are not wanted. */
  static final String UNWANTED = "reporting";

  /** Nobody took the subscriber over in time. */
  static final String GRACE = "82";

  private static final Map<String, String> SAYS = new HashMap<>();

  static {
    Arbitration.RULES.forEach(rule -> SAYS.put(rule.name(), rule.says()));
    SAYS.put(CALL, "on the phone is who has an answered call that has not ended");
    SAYS.put(SESSION, "online is who has an active data session");
    SAYS.put(ANSWER, "an answer of the home register says what was true when it was asked");
    SAYS.put(FORWARDED, "a call that is forwarded or finds the line busy says nothing of calls");
    SAYS.put(LOST, "of a lost call nothing is said for 5 s, then what the home register knows");
    SAYS.put(RESTART, "a home register that knows no node has to say so twice, 10 min apart");
    SAYS.put(UNANSWERED, "without an answer what is held stays, and may be wrong");
    SAYS.put(REPORTING, "where mobility events no longer come, what is held may be wrong");
    SAYS.put(NOTHING, "it says nothing of where the subscriber is or what he does");
    SAYS.put(LIFETIME, "what is past its lifetime is removed, not closed");
    SAYS.put(MASS, "negatives beyond what is believable at once wait, and are told slowly");
    SAYS.put(IDENTITY, "an IMSI belongs to whom the directory's newer row names");
    SAYS.put(GATEWAY, "online is who has a data session that its gateway accounts for");
    SAYS.put(GATEWAY_RESTART, "of a gateway that begins anew no older session goes on");
    SAYS.put(UNWANTED, "where a gateway's reports are not wanted, what it said is removed");
    SAYS.put(GRACE, "whom no other SGSN takes over after MM-Code 82 is attached nowhere known");
  }

  private Rules() {}

  /** What a rule says, in a few words; its name again if it is none of ours. */
  public static String says(String name) {
    return SAYS.getOrDefault(name, name);
  }
}
