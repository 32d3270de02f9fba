package org.pna.endurance;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what the gateway says it keeps with what it acknowledged. */
final class Audit {
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final long AGAIN_MILLIS = 100;

  private final GatewayQuestions questions;
  private final Map<String, Explanation> last = new HashMap<>();
  private boolean speechless;
  private long onDisk;
  private long lost;
  private long doubled;
  private int unexplained;
  private int stale;
  private int versions;
  private int watched;

  Audit(GatewayQuestions questions) {
    this.questions = questions;
  }

  /**
   * Each acknowledged event must be there, and what was not acknowledged once at most; who has
   * nothing under way is what he was.
   */
  void afterRestart(List<? extends Course> courses) {
    for (Course course : courses) {
      if (course.acknowledged + course.refused > 0 || course.isOpen()) {
        Explanation explanation = explain(course);
        if (explanation != null) {
          count(course, explanation, course.isOpen() ? 1 : 0);
          stale += course.isOwed() || isKept(course, explanation) ? 0 : 1;
        }
      }
    }
  }

  /** Each acknowledged event must be there once, and be known to the watchers. */
  void atTheEnd(List<? extends Course> courses, int watchedEvery) throws InterruptedException {
    long deadline = System.nanoTime() + SETTLING.toNanos();
    for (Course course : courses) {
      Explanation explanation = explain(course);
      if (explanation == null) {
        unexplained++;
        continue;
      }
      count(course, explanation, 0);
      last.put(GatewayFolder.presentity(course.number), explanation);
      versions += explanation.version() == course.acknowledged ? 0 : 1;
      if (course.number % watchedEvery == 0 && !isConfirmed(course, deadline)) {
        watched++;
      }
    }
  }

  /** The versions must be those of the gateway that was not killed. */
  void uninterrupted(GatewayQuestions other) {
    last.forEach(
        (presentity, explanation) -> {
          try {
            Explanation calm = other.why(presentity);
            boolean same =
                calm.version() == explanation.version()
                    && calm.elements().equals(explanation.elements());
            versions += same ? 0 : 1;
          } catch (IOException e) {
            unexplained++;
          }
        });
  }

  private static boolean isKept(Course course, Explanation explanation) {
    return course.elements().entrySet().stream()
        .allMatch(
            element -> {
              String told = explanation.elements().getOrDefault(element.getKey(), "");
              return told.equals(element.getValue()) || told.startsWith(element.getValue() + ",");
            });
  }

  long onDisk() {
    return onDisk;
  }

  long lost() {
    return lost;
  }

  long doubled() {
    return doubled;
  }

  int unexplained() {
    return unexplained;
  }

  int stale() {
    return stale;
  }

  int versions() {
    return versions;
  }

  int watched() {
    return watched;
  }

  private void count(Course course, Explanation explanation, int open) {
    long surplus = explanation.events() - course.acknowledged - course.known;
    // What was refused past its deadline may be kept all the same.
    long most = open + course.refused;
    onDisk += open == 1 && surplus == 1 ? 1 : 0;
    if (surplus < 0) {
      lost -= surplus;
      course.known += surplus;
    } else if (surplus > most) {
      doubled += surplus - most;
      course.known += surplus - most;
    }
  }

  /** The NOTIFY's confirmation is kept in its own time. */
  private boolean isConfirmed(Course course, long deadline) throws InterruptedException {
    while (true) {
      Explanation explanation = explain(course);
      if (explanation != null
          && explanation.watching().stream()
              .filter(one -> one.watcher().equals(GatewayFolder.WATCHER))
              .anyMatch(one -> one.version() == explanation.version())) {
        return true;
      }
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(AGAIN_MILLIS);
    }
  }

  private @Nullable Explanation explain(Course course) {
    try {
      return questions.why(GatewayFolder.presentity(course.number));
    } catch (IOException e) {
      if (!speechless) {
        System.out.println("why: " + e.getMessage());
      }
      speechless = true;
      return null;
    }
  }
}
