package org.pna.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pna.model.Place;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.NoteMmEventCodec;
import org.pna.transport.ss7.codec.RandomEvents;
import org.pna.transport.ss7.codec.TcapWriter;

/** A trace is not waited for: half a million SCCP messages a second and more on one thread. */
@Tag("slow")
class RecordedDialoguesSpeedTest {
  private static final String REPORTING = "0.4.0.0.1.0.42.3";
  private static final int DIALOGUES = 100_000;

  private long events;

  @Test
  void takesHalfAMillionMessagesASecond() {
    SccpAddress vlr = new SccpAddress("15550100001", 101, 7);
    SccpAddress pna = new SccpAddress("15550100147", 909, 147);
    Origin origin = new Origin(Instant.EPOCH, new Place.Frame("f", 1));
    RandomEvents random = new RandomEvents(new Random(1));
    SccpUnit[] begins = new SccpUnit[DIALOGUES];
    SccpUnit[] ends = new SccpUnit[DIALOGUES];
    for (int i = 0; i < DIALOGUES; i++) {
      byte[] argument = NoteMmEventCodec.encode(random.nextWithNodes());
      byte[] begin = TcapWriter.begin(i, REPORTING, TcapWriter.invoke(1, 89, argument));
      byte[] end = TcapWriter.end(i, REPORTING, TcapWriter.result(1));
      begins[i] = new SccpUnit(origin, vlr, pna, begin);
      ends[i] = new SccpUnit(origin, pna, vlr, end);
    }
    double best = 0;
    for (int round = 0; round < 20; round++) {
      RecordedDialogues dialogues = new RecordedDialogues(new Counter());
      long start = System.nanoTime();
      for (int i = 0; i < DIALOGUES; i++) {
        dialogues.accept(begins[i]);
        if (i >= 1000) {
          dialogues.accept(ends[i - 1000]);
        }
      }
      best = Math.max(best, (2.0 * DIALOGUES - 1000) * 1e9 / (System.nanoTime() - start));
      assertThat(dialogues.open()).isEqualTo(1000);
    }
    System.out.printf("RecordedDialogues: %.0f messages/s%n", best);
    assertThat(events).isEqualTo(20L * DIALOGUES);
    assertThat(best).isGreaterThan(500_000);
  }

  private final class Counter implements RecordedMessages {
    @Override
    public void operation(String name) {}

    @Override
    public void event(NetworkMessage message) {
      events++;
    }

    @Override
    public void inferred(NetworkMessage message) {
      throw new AssertionError(message);
    }

    @Override
    public void ignored(String reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void malformed(Place.Frame place, String reason) {
      throw new AssertionError(reason);
    }
  }
}
