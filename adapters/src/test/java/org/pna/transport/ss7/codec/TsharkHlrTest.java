package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.map.SubscriptionResult;
import org.pna.transport.trace.CaptureBuilder;
import org.pna.transport.trace.Packets;
import org.pna.transport.trace.Tshark;

/** Wireshark sees in what is said to an HLR, and in what it says, what we mean by it. */
class TsharkHlrTest {
  private static final String GSM_SCF = "46709999999";
  private static final byte[] UDT = HexFormat.of().parseHex("83024000000900030507024293024207");

  @TempDir Path directory;

  private final List<byte[]> messages = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  private void request(String context, int operation, byte[] argument) {
    messages.add(
        TcapWriter.begin(messages.size(), context, TcapWriter.invoke(1, operation, argument)));
  }

  private void result(String context, int operation, byte[] result) {
    messages.add(TcapWriter.end(1, context, TcapWriter.result(1, operation, result)));
  }

  private void assertSeen(String... fields) throws Exception {
    CaptureBuilder capture = CaptureBuilder.pcap(CaptureBuilder.MTP3);
    for (byte[] message : messages) {
      capture.frame(Packets.concat(UDT, new byte[] {(byte) message.length}, message));
    }
    Path file = capture.write(directory.resolve("hlr.pcap"));
    String[] all =
        Stream.concat(Stream.of(fields), Stream.of("_ws.malformed")).toArray(String[]::new);
    List<String> rows =
        Tshark.fields(file, all).stream().map(row -> String.join("\t", row)).toList();
    assertThat(rows).hasSameSizeAs(expected);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i)).as("message %d", i).isEqualTo(expected.get(i) + "\t");
    }
  }

  @Test
  void seesWhatIsAsked() throws Exception {
    for (SubscriberId subscriber :
        List.of(new Imsi("240991234567890"), new Msisdn("15551230001"))) {
      boolean isImsi = subscriber instanceof Imsi;
      String name = isImsi ? "240991234567890\t" + GSM_SCF : "\t15551230001," + GSM_SCF;
      for (Domain domain : Domain.values()) {
        request(
            InterrogationCodec.CONTEXT,
            InterrogationCodec.OPERATION,
            InterrogationCodec.encodeRequest(
                new InterrogationCodec.Request(subscriber, domain, true, true, GSM_SCF)));
        expected.add("71\t" + name + '\t' + domain.ordinal() + "\t\t\t\t");
      }
      request(
          SubscriptionCodec.CONTEXT,
          SubscriptionCodec.OPERATION,
          SubscriptionCodec.encodeRequest(
              new SubscriptionCodec.Request(subscriber, true, true, GSM_SCF)));
      expected.add("62\t" + name + "\t\t7\t\t1\t");
      for (boolean activate : new boolean[] {true, false}) {
        for (Csi.Kind kind : Csi.Kind.values()) {
          request(
              ModificationCodec.CONTEXT,
              ModificationCodec.OPERATION,
              ModificationCodec.encodeRequest(
                  new ModificationCodec.Request(subscriber, kind, activate, GSM_SCF)));
          expected.add(
              "65\t"
                  + name
                  + "\t\t\t7\t"
                  + (kind == Csi.Kind.MG_CSI ? "1" : "")
                  + '\t'
                  + (activate ? 1 : 0));
        }
      }
    }
    assertSeen(
        "gsm_old.localValue",
        "e212.imsi",
        "e164.msisdn",
        "gsm_map.ms.requestedDomain",
        "gsm_map.ms.requestedCAMEL_SubscriptionInfo",
        "gsm_map.ms.requestedCamel_SubscriptionInfo",
        "gsm_map.ms.additionalRequestedCAMEL_SubscriptionInfo",
        "gsm_map.ms.modifyCSI_State");
  }

  @Test
  void seesEveryState() throws Exception {
    Random random = new Random(11);
    RandomAnswers answers = new RandomAnswers(random);
    for (int i = 0; i < 300; i++) {
      InterrogationResult answer = answers.interrogation();
      byte[] octets = InterrogationCodec.encodeResult(answer);
      result(InterrogationCodec.CONTEXT, InterrogationCodec.OPERATION, octets);
      expected.add(
          "71\t"
              + state(answer.state(), 3)
              + '\t'
              + state(answer.psState(), 6)
              + '\t'
              + Stream.of(answer.state(), answer.psState())
                  .filter(state -> state != null && state.code().startsWith("n"))
                  .map(state -> state.code().substring(1))
                  .reduce((a, b) -> a + ',' + b)
                  .orElse("")
              + '\t'
              + both(answer.vlrNumber(), answer.sgsnNumber()));
    }
    assertSeen(
        "gsm_old.localValue",
        "gsm_map.ms.subscriberState",
        "gsm_map.ms.ps_SubscriberState",
        "gsm_map.ms.netDetNotReachable",
        "e164.msisdn");
  }

  /** tshark numbers the alternatives by their places in the CHOICE. */
  private static String state(@Nullable SubscriberState state, int reason) {
    if (state == null) {
      return "";
    }
    String code = state.code();
    if (!code.startsWith("n")) {
      return state == SubscriberState.NOT_PROVIDED_FROM_VLR ? "3" : code;
    }
    return reason == 3 ? "2" : Integer.toString(reason);
  }

  private static String both(@Nullable String first, @Nullable String second) {
    return String.join(
        ",",
        Stream.of(first == null ? "" : first, second == null ? "" : second)
            .filter(node -> !node.isEmpty())
            .toList());
  }

  @Test
  void seesEveryCsi() throws Exception {
    RandomAnswers answers = new RandomAnswers(new Random(13));
    for (int i = 0; i < 100; i++) {
      SubscriptionResult subscribed = answers.subscription(false);
      result(
          SubscriptionCodec.CONTEXT,
          SubscriptionCodec.OPERATION,
          SubscriptionCodec.encodeResult(subscribed));
      expect("62", subscribed.mobility(), subscribed.mobilityGprs(), "");
      SubscriptionResult modified = answers.subscription(true);
      result(
          ModificationCodec.CONTEXT,
          ModificationCodec.OPERATION,
          ModificationCodec.encodeResult(modified));
      expect("65", modified.mobility(), modified.mobilityGprs(), "");
      SubscriberDataModified told = answers.modified();
      request(
          SubscriberDataModifiedCodec.CONTEXT,
          SubscriberDataModifiedCodec.OPERATION,
          SubscriberDataModifiedCodec.encode(told));
      int bits = (told.mobilityWithdrawn() ? 0x200 : 0) | (told.mobilityGprsWithdrawn() ? 0x20 : 0);
      expect(
          "5",
          told.mobility(),
          told.mobilityGprs(),
          bits == 0 ? "" : HexFormat.of().toHexDigits((short) bits));
    }
    assertSeen(
        "gsm_old.localValue",
        "gsm_map.ms.MM_Code",
        "gsm_map.ms.serviceKey",
        "gsm_map.ms.specificCSIDeletedList");
  }

  private void expect(
      String operation, @Nullable Csi mobility, @Nullable Csi gprs, String withdrawn) {
    List<Csi> all = Stream.of(mobility, gprs).filter(csi -> csi != null).toList();
    expected.add(
        String.join(
            "\t",
            operation,
            all.stream()
                .flatMap(csi -> csi.triggers().stream())
                .map(code -> HexFormat.of().toHexDigits((byte) (int) code))
                .reduce((a, b) -> a + ',' + b)
                .orElse(""),
            all.stream()
                .map(csi -> Long.toString(csi.serviceKey()))
                .reduce((a, b) -> a + ',' + b)
                .orElse(""),
            withdrawn));
  }
}
