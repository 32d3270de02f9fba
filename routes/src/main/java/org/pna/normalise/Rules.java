package org.pna.normalise;

import java.util.HashMap;
import java.util.Map;

/** The rules of truth by name, as the journal cites them. */
public final class Rules {
  /** Of two reports of a domain the one heard later is true. */
  static final String NEWEST = "I3";

  /** A negative counts from the serving node. */
  static final String NEGATIVE = "T4";

  /** Facts have a lifetime. */
  static final String LIFETIME = "T7";

  /** Negatives in a mass wait. */
  static final String MASS = "T15";

  /** A SIM belongs to whom the directory's newer row names. */
  static final String IDENTITY = "T16";

  /** Nobody took the subscriber over in time. */
  static final String GRACE = "82";

  private static final Map<String, String> SAYS = new HashMap<>();

  static {
    Arbitration.RULES.forEach(rule -> SAYS.put(rule.name(), rule.says()));
    SAYS.put(LIFETIME, "what is past its lifetime is removed, not closed");
    SAYS.put(MASS, "negatives beyond what is believable at once wait, and are told slowly");
    SAYS.put(IDENTITY, "an IMSI belongs to whom the directory's newer row names");
    SAYS.put(GRACE, "whom no other SGSN takes over after MM-Code 82 is attached nowhere known");
  }

  private Rules() {}

  /** What a rule says, in a few words; its name again if it is none of ours. */
  public static String says(String name) {
    return SAYS.getOrDefault(name, name);
  }
}
