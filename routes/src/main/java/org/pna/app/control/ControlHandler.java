package org.pna.app.control;

import java.io.IOException;
import java.io.Writer;

/** Answers requests; called by several threads at a time. */
@FunctionalInterface
public interface ControlHandler {
  /**
   * Answers one request. What it throws is told to whoever asked, and harms nobody else.
   *
   * @param request what is asked
   * @param user who asks: the name of the local user whose process it is, or {@code uid unknown}
   */
  Answer answer(ControlRequest request, String user);

  /**
   * An answer.
   *
   * @param status {@link Reply.Status#OK}, or another with a text that says why
   * @param body the output
   */
  record Answer(Reply.Status status, Body body) {
    /** An answer that is at hand. */
    public static Answer of(Reply.Status status, String text) {
      return new Answer(status, out -> out.write(text));
    }
  }

  /** Output that is written as it is made. */
  @FunctionalInterface
  interface Body {
    /**
     * Writes all of it.
     *
     * @throws IOException if nobody takes it
     */
    void writeTo(Writer out) throws IOException;
  }
}
