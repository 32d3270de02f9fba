package org.pna.model;

/** Where a message was heard: what an operator needs to find it again. */
public sealed interface Place {
  /**
   * In a recorded trace.
   *
   * @param file the file as it was named
   * @param number frame number in the file, from 1
   */
  record Frame(String file, long number) implements Place {}

  /**
   * On a live link.
   *
   * @param link the link's name
   * @param dialogue the dialogue's or session's own identifier
   */
  record Dialogue(String link, String dialogue) implements Place {}
}
