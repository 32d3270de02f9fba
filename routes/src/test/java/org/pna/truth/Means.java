package org.pna.truth;

/** A communication means that somebody has or has not. */
enum Means {
  VOICE("cs-voice"),
  DATA("ps-data"),
  IMS("ims"),
  WLAN("wlan-data");

  /** The id of its tuple. */
  final String tuple;

  Means(String tuple) {
    this.tuple = tuple;
  }
}
