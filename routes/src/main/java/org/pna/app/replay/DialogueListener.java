package org.pna.app.replay;

import java.util.function.Consumer;
import org.pna.model.Place;
import org.pna.model.message.NetworkMessage;
import org.pna.transport.trace.RecordedMessages;

/** Makes entries of what the dialogues of a trace say. */
final class DialogueListener implements RecordedMessages {
  private final Summary summary;
  private final TraceClock clock;
  private final Consumer<Entry> entries;

  DialogueListener(Summary summary, TraceClock clock, Consumer<Entry> entries) {
    this.summary = summary;
    this.clock = clock;
    this.entries = entries;
  }

  @Override
  public void operation(String name) {
    summary.operation(name);
  }

  @Override
  public void event(NetworkMessage message) {
    entries.accept(new Entry(message, true, clock.micros()));
  }

  @Override
  public void inferred(NetworkMessage message) {
    entries.accept(new Entry(message, false, clock.micros()));
  }

  @Override
  public void ignored(String reason) {
    summary.ignored(reason);
  }

  @Override
  public void malformed(Place.Frame place, String reason) {
    summary.malformed(place, reason);
  }
}
