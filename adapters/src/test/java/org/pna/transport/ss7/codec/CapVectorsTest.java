package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pna.Peers;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.message.cap.GprsEvent;

/**
 * Arguments out of jSS7's own tests, read where they lie: some of them were recorded in networks.
 */
class CapVectorsTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("pna.root", ".."))
          .resolve("../shared/captures/third-party/map/jss7_unit_test_vectors.json");

  @BeforeEach
  void needsTheVectors() {
    Peers.need(VECTORS);
  }

  @Test
  void initialDpGprs() throws Exception {
    GprsEvent event = Cap.initialDpGprs(vector("InitialDpGprsRequestTest", 163));
    assertThat(event.event()).isEqualTo(12);
    assertThat(event.subscriber())
        .containsExactly(new Imsi("724340100138600"), new Msisdn("553499739025"));
    assertThat(event.apn()).isEqualTo("ctbc.br.MNC034.MCC724.GPRS");
    assertThat(event.location()).isNotNull();
  }

  @Test
  void positionOfAPdpContext() throws Exception {
    GprsEvent event = Cap.eventReportGprs(vector("EventReportGPRSRequestTest", 75));
    assertThat(event.event()).isEqualTo(14);
    assertThat(event.location()).isNotNull();
    assertThat(event.location().cell()).hasToString("724-34-2234-5710");
    assertThat(event.sgsnNumber()).isEqualTo("553496629995");
  }

  @Test
  void entityReleasedGprs() throws Exception {
    assertThat(Cap.entityReleasedGprs(vector("EntityReleasedGPRSRequestTest", 48)).pdpId())
        .isEqualTo(2);
  }

  private static byte[] vector(String test, int line) throws Exception {
    Matcher matcher =
        Pattern.compile(test + "\\.java\",\\s*\"line\": " + line + ",\\s*\"hex\": \"([0-9a-f]+)\"")
            .matcher(Files.readString(VECTORS));
    assertThat(matcher.find()).isTrue();
    return HexFormat.of().parseHex(matcher.group(1));
  }
}
