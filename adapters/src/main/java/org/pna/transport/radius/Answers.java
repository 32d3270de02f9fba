package org.pna.transport.radius;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were given, in octets, so that a retransmission gets the same one. Each is kept for
 * a time; at the bound the oldest goes early, and its request is known by its content alone (rule
 * T2).
 */
final class Answers {
  private final int most;
  private final Duration memory;
  private final Map<RequestKey, Answer> answers = new LinkedHashMap<>();

  Answers(int most, Duration memory) {
    this.most = most;
    this.memory = memory;
  }

  private static final class Answer {
    private final byte[] octets;
    private final Instant until;

    Answer(byte[] octets, Instant until) {
      this.octets = octets;
      this.until = until;
    }
  }

  /** The answer that a request got; null if none, or none that is kept. */
  synchronized byte @Nullable [] of(RequestKey key, Instant now) {
    Answer answer = answers.get(key);
    return answer == null || !now.isBefore(answer.until) ? null : answer.octets;
  }

  synchronized void put(RequestKey key, byte[] octets, Instant now) {
    Answer answer = new Answer(octets, now.plus(memory));
    if (answers.put(key, answer) != null) {
      answers.remove(key); // or it would keep the place of the one before
      answers.put(key, answer);
    }
    Iterator<Answer> oldest = answers.values().iterator();
    while (oldest.hasNext()) {
      if (now.isBefore(oldest.next().until) && answers.size() <= most) {
        return;
      }
      oldest.remove();
    }
  }

  synchronized int size() {
    return answers.size();
  }
}
