package org.pna.transport.mlp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.message.mlp.LocationType;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.message.mlp.MlpVersion;
import org.pna.model.message.mlp.Quality;
import org.pna.model.message.mlp.ResultCode;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

class MlpRequestsTest {
  private static final MlpClientId CLIENT = new MlpClientId("pna", "a<&\">", "presence");
  private static final Instant NOW = Instant.parse("2026-11-20T23:50:00Z");
  private static final MlpRequest.Immediate IMMEDIATE =
      new MlpRequest.Immediate(
          new Msisdn("15551230001"),
          LocationType.CURRENT_OR_LAST,
          new Quality(
              Quality.Delay.LOW_DELAY, Duration.ofSeconds(20), 1000, Duration.ofMinutes(10)));
  private static final MlpRequest.Triggered TRIGGERED =
      new MlpRequest.Triggered(
          new Imsi("240991234567890"),
          Duration.ofDays(1).plusHours(2).plusMinutes(3).plusSeconds(4),
          NOW,
          NOW.plusSeconds(86_400),
          true,
          "http://127.0.0.1:9210/mlp?a=1&b=2",
          LocationType.CURRENT);
  private static final MlpRequest.Stop STOP = new MlpRequest.Stop("25293");

  private static String written(MlpRequest request, MlpVersion version) {
    return new String(MlpRequests.write(request, CLIENT, version), StandardCharsets.UTF_8);
  }

  @Test
  void asksAsTheSampleDoes() {
    assertThat(written(IMMEDIATE, MlpVersion.V3_4))
        .endsWith(
            "<svc_init ver=\"3.4.0\"><hdr ver=\"3.4.0\"><client><id>pna</id>"
                + "<pwd>a&lt;&amp;\"&gt;</pwd><serviceid>presence</serviceid></client></hdr>"
                + "<slir ver=\"3.4.0\" res_type=\"SYNC\"><msids><msid type=\"MSISDN\">15551230001"
                + "</msid></msids><eqop><resp_req type=\"LOW_DELAY\"/><resp_timer>20</resp_timer>"
                + "<hor_acc>1000</hor_acc><max_loc_age>600</max_loc_age></eqop><geo_info>"
                + "<CoordinateReferenceSystem><Identifier><code>4326</code>"
                + "<codeSpace>EPSG</codeSpace><edition>6.1</edition></Identifier>"
                + "</CoordinateReferenceSystem></geo_info><loc_type type=\"CURRENT_OR_LAST\"/>"
                + "</slir></svc_init>");
  }

  @Test
  void readsTheSamples() throws Exception {
    Msisdn subscriber = new Msisdn("15551230001");
    assertThat(MlpRequestReader.read(Samples.ours("slir.xml")))
        .isEqualTo(new MlpRequest.Immediate(subscriber, LocationType.CURRENT_OR_LAST, null));
    assertThat(MlpRequestReader.read(Samples.ours("tlrr.xml")))
        .isEqualTo(
            new MlpRequest.Triggered(
                subscriber,
                Duration.ofMinutes(30),
                Instant.parse("2026-11-20T23:50:00Z"),
                Instant.parse("2026-11-21T23:50:00Z"),
                true,
                "http://127.0.0.1:9210/",
                LocationType.CURRENT));
  }

  @ParameterizedTest
  @EnumSource(MlpVersion.class)
  void whatIsWrittenIsReadAgain(MlpVersion version) throws Exception {
    assertThat(MlpRequestReader.read(MlpRequests.write(TRIGGERED, CLIENT, version)))
        .isEqualTo(TRIGGERED);
    assertThat(MlpRequestReader.read(MlpRequests.write(STOP, CLIENT, version))).isEqualTo(STOP);
    assertThat(MlpRequestReader.read(MlpRequests.write(IMMEDIATE, CLIENT, version)))
        .isEqualTo(
            new MlpRequest.Immediate(IMMEDIATE.subscriber(), LocationType.CURRENT_OR_LAST, null));
    assertThat(written(TRIGGERED, version))
        .contains("<interval>01020304</interval>", "ver=\"" + version.text());
  }

  @Test
  void namesByUriBeginWithVersion34() {
    MlpRequest sip =
        new MlpRequest.Immediate(
            new PublicIdentity("sip:a@example.org"), LocationType.CURRENT, null);
    MlpRequest nai = new MlpRequest.Immediate(new Nai("a@example.org"), LocationType.CURRENT, null);
    MlpRequest tel =
        new MlpRequest.Immediate(new PublicIdentity("tel:+15551"), LocationType.CURRENT, null);
    assertThat(written(sip, MlpVersion.V3_4)).contains("type=\"SIP_URI\">sip:a@example.org<");
    assertThat(written(nai, MlpVersion.V3_5)).contains("type=\"NAI\">a@example.org<");
    assertThat(written(tel, MlpVersion.V3_0)).contains("type=\"MSISDN\">15551<");
    assertThatThrownBy(() -> written(sip, MlpVersion.V3_3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("example.org");
    assertThatThrownBy(() -> written(nai, MlpVersion.V3_0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void validByThePublishedDefinitions() throws Exception {
    List<Path> files = Samples.others("validByThePublishedDefinitions", "schemas/mlp", "MLP_v.*");
    assertThat(files).hasSize(2);
    for (Path dtd : files) {
      MlpVersion version =
          dtd.getFileName().toString().contains("3_5") ? MlpVersion.V3_5 : MlpVersion.V3_4;
      for (MlpRequest request : List.of(IMMEDIATE, TRIGGERED, STOP)) {
        assertThat(faults(MlpRequests.write(request, CLIENT, version), "svc_init", dtd))
            .as(request.service() + " by " + dtd.getFileName())
            .isEmpty();
      }
      byte[] answer = MlpRequests.acknowledge(ResultCode.OK, "OK", version);
      assertThat(faults(answer, "svc_result", dtd)).isEmpty();
      byte[] wrong = MlpRequests.write(STOP, CLIENT, version);
      assertThat(faults(wrong, "svc_result", dtd)).isNotEmpty();
    }
  }

  /** The DTD of 3.5 names one of shapes that is not at hand: that of 3.4 is given for it. */
  private static List<String> faults(byte[] document, String root, Path dtd)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setValidating(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    Path shapes = dtd.resolveSibling("MLP_ID_QOP_RES_SHAPE_v3_4.DTD");
    builder.setEntityResolver(
        (publicId, systemId) -> {
          Path file = systemId.endsWith("mlp.dtd") ? dtd : shapes;
          return new InputSource(file.toUri().toString()) {
            @Override
            public InputStream getByteStream() {
              return new ByteArrayInputStream(Samples.read(file));
            }
          };
        });
    List<String> faults = new ArrayList<>();
    builder.setErrorHandler(
        new ErrorHandler() {
          @Override
          public void warning(SAXParseException e) {}

          @Override
          public void error(SAXParseException e) {
            faults.add(e.getMessage());
          }

          @Override
          public void fatalError(SAXParseException e) {
            faults.add(e.getMessage());
          }
        });
    String text = new String(document, StandardCharsets.UTF_8);
    String typed =
        text.replaceFirst("\\?>\n", "?><!DOCTYPE " + root + " SYSTEM \"file:///mlp.dtd\">");
    builder.parse(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    return faults;
  }
}
