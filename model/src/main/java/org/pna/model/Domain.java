package org.pna.model;

/** Core network domain (TS 23.002 clause 3.3). */
public enum Domain {
  CS,
  PS
}
