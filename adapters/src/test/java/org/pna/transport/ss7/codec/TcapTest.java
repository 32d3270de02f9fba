package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.Peers;
import org.pna.model.MalformedMessageException;

class TcapTest {
  private static final String REPORTING = "0.4.0.0.1.0.42.3";

  @Test
  void readsABegin() throws MalformedMessageException {
    TcapMessage message = Tcap.decode(Vectors.noteMmEvent().get("imsi_detach_ms_03"));
    assertThat(message.kind()).isEqualTo(TcapMessage.Kind.BEGIN);
    assertThat(message.otid()).isEqualTo(0x101);
    assertThat(message.dtid()).isEqualTo(-1);
    assertThat(message.dialogue())
        .isEqualTo(new DialoguePdu(DialoguePdu.Kind.AARQ, REPORTING, -1, -1, false, true, null));
    assertThat(message.components())
        .containsExactly(
            new Component(
                Component.Kind.INVOKE, 1, Component.NONE, 89, null, Component.NONE, 50, 56));
    assertThat(message.data()[50]).isEqualTo((byte) 0x30);
  }

  @Test
  void readsAnEndWithAnError() throws MalformedMessageException {
    TcapMessage message = Tcap.decode(Vectors.noteMmEvent().get("err_mmEventNotSupported_59"));
    assertThat(message.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(message.dtid()).isEqualTo(0x101);
    assertThat(message.dialogue())
        .isEqualTo(new DialoguePdu(DialoguePdu.Kind.AARE, REPORTING, 0, 0, true, true, null));
    assertThat(message.components())
        .containsExactly(
            new Component(
                Component.Kind.RETURN_ERROR,
                1,
                Component.NONE,
                MapError.MM_EVENT_NOT_SUPPORTED.code(),
                null,
                Component.NONE,
                0,
                0));
  }

  @Test
  void writesTheVectorsAnswers() {
    Map<String, byte[]> vectors = Vectors.noteMmEvent();
    assertThat(TcapWriter.end(0x101, REPORTING, TcapWriter.result(1)))
        .isEqualTo(vectors.get("ack_end"));
    assertThat(TcapWriter.end(0x101, REPORTING, TcapWriter.error(1, 59)))
        .isEqualTo(vectors.get("err_mmEventNotSupported_59"));
  }

  @ParameterizedTest
  @CsvSource({
    "atm_activate_mcsi, 0.4.0.0.1.0.43.3, 65, anyTimeModification",
    "ati_req_cs, 0.4.0.0.1.0.29.3, 71, anyTimeInterrogation"
  })
  void namesOperations(String vector, String context, int code, String name)
      throws MalformedMessageException {
    TcapMessage message = Tcap.decode(Vectors.mapAndCap().get(vector));
    assertThat(message.dialogue().applicationContext()).isEqualTo(context);
    assertThat(message.components().get(0).code()).isEqualTo(code);
    assertThat(MapOperation.of(context, code)).isEqualTo(name);
  }

  @Test
  void operationsAreNamedByTheirContext() {
    assertThat(MapOperation.of("0.4.0.0.1.23.3.4", 0)).isEqualTo("initialDP");
    assertThat(MapOperation.of("0.4.0.0.1.21.3.50", 78)).isEqualTo("initialDPGPRS");
    assertThat(MapOperation.of("0.4.0.0.1.0.50.1", 24)).isEqualTo("eventReportBCSM");
    assertThat(MapOperation.of("0.4.0.0.1.0.5.3", 22)).isEqualTo("sendRoutingInfo");
    assertThat(MapOperation.of(null, 2)).isEqualTo("updateLocation");
    assertThat(MapOperation.of(null, 200)).isEqualTo("unknown-200");
    assertThat(MapOperation.of(null, -5)).isEqualTo("unknown--5");
    assertThat(MapOperation.of("0.4.0.0.1.23.3.4", 2)).isEqualTo("unknown-2");
  }

  @Test
  void readsEveryVector() throws MalformedMessageException {
    for (Map.Entry<String, byte[]> vector : Vectors.mapAndCap().entrySet()) {
      assertThat(Tcap.decode(vector.getValue()).components()).as(vector.getKey()).isNotEmpty();
    }
  }

  @Test
  void readsWhatItWrites() throws MalformedMessageException {
    byte[] invoke = TcapWriter.invoke(-128, 300, new byte[] {5, 0});
    TcapMessage message =
        Tcap.decode(
            TcapWriter.continuing(
                0xffffffffL,
                0,
                "0.4.0.0.1.23.3.4",
                invoke,
                TcapWriter.result(3, 71, new byte[] {0x30, 0}),
                TcapWriter.reject(Component.NONE, 0, 2),
                TcapWriter.reject(7, 1, 1)));
    assertThat(message.otid()).isEqualTo(0xffffffffL);
    assertThat(message.dtid()).isZero();
    assertThat(message.dialogue().applicationContext()).isEqualTo("0.4.0.0.1.23.3.4");
    List<Component> components = message.components();
    assertThat(components.get(0).invokeId()).isEqualTo(-128);
    assertThat(components.get(0).code()).isEqualTo(300);
    assertThat(components.get(0).parameterLength()).isEqualTo(2);
    assertThat(components.get(1).code()).isEqualTo(71);
    assertThat(components.get(2).invokeId()).isEqualTo(Component.NONE);
    assertThat(components.get(2).problem()).isZero();
    assertThat(components.get(3).problem()).isEqualTo(1);
    assertThat(components.get(3).code()).isEqualTo(1);
    assertThat(Tcap.decode(TcapWriter.providerAbort(5, 4)).abortCause()).isEqualTo(4);
    DialoguePdu abort = Tcap.decode(TcapWriter.userAbort(5)).dialogue();
    assertThat(abort.kind()).isEqualTo(DialoguePdu.Kind.ABRT);
    DialoguePdu refusal = Tcap.decode(TcapWriter.contextNotSupported(5, REPORTING)).dialogue();
    assertThat(refusal.result()).isEqualTo(1);
    assertThat(refusal.diagnostic()).isEqualTo(2);
    assertThat(refusal.diagnosedByUser()).isTrue();
  }

  @Test
  void readsGlobalAndLinkedCodesAndUnidirectionalDialogues() throws MalformedMessageException {
    TcapMessage message =
        Tcap.decode(HexFormat.of().parseHex("62154804000000016c0da10b0201018001020603883701"));
    assertThat(message.components().get(0).globalCode()).isEqualTo("2.999.1");
    assertThat(message.components().get(0).linkedId()).isEqualTo(2);
    TcapMessage uni =
        Tcap.decode(
            HexFormat.of()
                .parseHex(
                    "612a6b1e281c060700118605010201a011600f80020780a109060704000001002a03"
                        + "6c08a106020101020105"));
    assertThat(uni.kind()).isEqualTo(TcapMessage.Kind.UNIDIRECTIONAL);
    assertThat(uni.dialogue().applicationContext()).isEqualTo(REPORTING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "62", // no length
        "6200", // Begin without OTID
        "62064804000001", // cut off
        "620648040000000100", // octets behind
        "62024800", // empty OTID
        "620748050000000001", // long OTID
        "620c48040000000149040000000 2", // DTID in a Begin
        "64064804000000 01", // End without DTID
        "6506480400000001", // Continue without DTID
        "67094904000000014a0180", // negative cause
        "6309480400000001", // unknown type
        "6208480400000001 6c00", // no component
        "620a480400000001 6c02a100", // no invoke id
        "620d480400000001 6c05a103020101", // no operation
        "6211480400000001 6c08a10602010102 0105", // wrong outer length
        "6212480400000001 6c0ca10a02010102 0105 0500 0500", // two parameters
        "620a480400000001 6c02ac00", // unknown component
        "6208480400000001 6b00", // empty dialogue portion
        "62124804000000016b0c280a060700118605010101", // no PDU
        "6208480400000001 6d00" // unknown portion
      })
  void refusesWhatIsWrong(String hex) {
    byte[] message = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(catchThrowableOfType(MalformedMessageException.class, () -> Tcap.decode(message)))
        .isNotNull();
  }

  @Test
  void mutantsAreReadOrRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<byte[]> originals = new ArrayList<>(Vectors.noteMmEvent().values());
    originals.addAll(Vectors.mapAndCap().values());
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] mutant = Mutations.of(originals.get(random.nextInt(originals.size())), random);
      try {
        for (Component component : Tcap.decode(mutant).components()) {
          assertThat(component.parameterOffset() + component.parameterLength())
              .isLessThanOrEqualTo(mutant.length);
        }
      } catch (MalformedMessageException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " " + HexFormat.of().formatHex(mutant), e);
      }
    }
    assertThat(refused).isBetween(20_000, 95_000);
  }

  @Test
  void foreignOctetsAreReadOrRefused() throws IOException {
    Path file =
        Path.of(System.getProperty("pna.root", ".."))
            .resolve("../shared/captures/third-party/map/jss7_unit_test_vectors.json");
    Peers.need(file);
    Matcher hex = Pattern.compile("\"hex\": *\"([0-9a-f]*)\"").matcher(Files.readString(file));
    int count = 0;
    while (hex.find()) {
      byte[] octets = HexFormat.of().parseHex(hex.group(1));
      assertThat(AarqGuard.check(octets)).isNotNull();
      try {
        Tcap.decode(octets);
      } catch (MalformedMessageException e) {
        assertThat(e.where()).isNotEmpty();
      }
      try {
        NoteMmEventCodecTest.decode(octets);
      } catch (MalformedMessageException e) {
        assertThat(e.where()).isNotEmpty();
      }
      count++;
    }
    assertThat(count).isGreaterThan(100);
  }
}
