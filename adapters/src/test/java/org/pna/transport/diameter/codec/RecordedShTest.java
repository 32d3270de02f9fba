package org.pna.transport.diameter.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Origin;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ServedLocation;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;

/** The messages of a capture that was made without our codec. */
class RecordedShTest {
  private static final Origin ORIGIN =
      new Origin(Instant.EPOCH, new Place.Frame("gen_sh_basic.pcap", 1));

  @Test
  void readsTheCapture() throws Exception {
    List<PushNotification> pushed = new ArrayList<>();
    List<ShAnswer> pulled = new ArrayList<>();
    ShRequest asked =
        new ShRequest.UserDataPull(new Msisdn("1"), DataReference.USER_STATE, Domain.CS);
    List<Integer> commands = new ArrayList<>();
    for (byte[] octets : messages()) {
      DiameterMessage message = DiameterMessage.decode(octets);
      assertThat(message.encode()).as("written again").isEqualTo(octets);
      commands.add(message.header().command());
      if (message.header().command() == DiameterHeader.PUSH_NOTIFICATION
          && message.header().isRequest()) {
        pushed.add(PushNotifications.decode(message, ORIGIN));
      }
      if (message.header().command() == DiameterHeader.USER_DATA && !message.header().isRequest()) {
        pulled.add(ShAnswers.decode(message, asked, Instant.EPOCH, ORIGIN));
      }
    }
    assertThat(commands).containsExactly(257, 257, 308, 308, 309, 309, 309, 309, 306, 306);
    assertThat(pushed)
        .extracting(notification -> notification.data().imsUserState())
        .containsExactly(ImsUserState.REGISTERED, ImsUserState.NOT_REGISTERED);
    assertThat(pushed.get(0).fingerprint()).isNotEqualTo(pushed.get(1).fingerprint());
    assertThat(pulled)
        .singleElement()
        .satisfies(
            answer -> {
              ServedLocation location = ((ShAnswer.Pulled) answer).answer().data().csLocation();
              assertThat(location.location().cell()).hasToString("001-01-4660-171");
              assertThat(location.isCurrent()).isTrue();
            });
  }

  private static List<byte[]> messages() throws Exception {
    Path file =
        Path.of(System.getProperty("pna.root", ".."), "test-fixtures", "sh", "gen_sh_basic.pcap");
    byte[] octets = Files.readAllBytes(file);
    ByteBuffer capture = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> messages = new ArrayList<>();
    int at = 24;
    while (at < octets.length) {
      int length = capture.getInt(at + 8);
      int ip = at + 16 + 14;
      int tcp = ip + 4 * (octets[ip] & 0xf);
      int payload = tcp + 4 * ((octets[tcp + 12] >> 4) & 0xf);
      int end = ip + (((octets[ip + 2] & 0xff) << 8) | (octets[ip + 3] & 0xff));
      if (end > payload) {
        messages.add(Arrays.copyOfRange(octets, payload, end));
      }
      at += 16 + length;
    }
    return messages;
  }
}
