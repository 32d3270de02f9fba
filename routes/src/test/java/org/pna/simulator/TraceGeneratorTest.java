package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TraceGeneratorTest {
  private static final int EVENTS = 2_000;
  private static final int SUBSCRIBERS = 90;

  @TempDir private Path folder;

  @Test
  void tsharkReadsEachEventAsItWasMeant() throws Exception {
    Path trace = generate("events.pcap", EVENTS);

    List<String> read =
        Tshark.lines(
            trace,
            "-T",
            "fields",
            "-e",
            "gsm_map.ms.eventMet",
            "-e",
            "e212.imsi",
            "-e",
            "e164.msisdn",
            "-e",
            "gsm_map.cellGlobalIdOrServiceAreaIdFixedLength",
            "-e",
            "gsm_old.localValue",
            "-e",
            "frame.time_epoch");

    assertThat(read).isEqualTo(meant());
  }

  @Test
  void tsharkFindsNothingWrong() throws Exception {
    Path trace = generate("answered.pcap", EVENTS, "--answers");

    assertThat(Tshark.lines(trace)).hasSize(2 * EVENTS);
    assertThat(
            Tshark.lines(
                trace,
                "-Y",
                "_ws.malformed || _ws.expert.severity >= 0x600000 || sctp.retransmission"
                    + " || ip.checksum.status != 1 || sctp.checksum.status != 1"))
        .isEmpty();
    assertThat(Tshark.lines(trace, "-Y", "gsm_old.returnResultLast_element")).hasSize(EVENTS);
  }

  @Test
  void theSameSeedGivesTheSameBytesAlsoCompressed() throws Exception {
    byte[] plain = Files.readAllBytes(generate("a.pcap", EVENTS));

    assertThat(Files.readAllBytes(generate("b.pcap", EVENTS))).isEqualTo(plain);
    assertThat(Files.readAllBytes(generate("c.pcap", EVENTS, "--seed", "2"))).isNotEqualTo(plain);
    try (GZIPInputStream in =
        new GZIPInputStream(Files.newInputStream(generate("d.gz", EVENTS, "--gzip")))) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
  }

  @Test
  void allCodesAndSomeEqualTimesOccur() {
    MobilityPlan plan = new MobilityPlan(SUBSCRIBERS, 1);
    Set<Integer> codes = new HashSet<>();
    Set<Integer> who = new HashSet<>();
    int equalTimes = 0;
    long before = 0;
    for (int i = 0; i < EVENTS; i++) {
      plan.next();
      codes.add(plan.code());
      who.add(plan.subscriber());
      equalTimes += plan.micros() == before ? 1 : 0;
      assertThat(plan.micros()).isGreaterThanOrEqualTo(before);
      before = plan.micros();
    }

    assertThat(codes)
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86);
    assertThat(who).hasSize(SUBSCRIBERS);
    assertThat(equalTimes).isBetween(EVENTS / 10, EVENTS / 4);
  }

  @Test
  void impossibleNumbersAreWrongUsage() {
    CommandLine command = new CommandLine(new TraceGenerator());
    StringWriter error = new StringWriter();
    command.setErr(new PrintWriter(error));

    assertThat(command.execute("--frames", "1", "--subscribers", "0", "x.pcap")).isEqualTo(2);
    assertThat(error.toString()).contains("--subscribers 1 to 100000000");
  }

  @Test
  void aLargeSubscriberNumberFillsAllItsDigits() throws IOException {
    MobilityPlan plan = new MobilityPlan(99_999_999, 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcapWriter pcap = new PcapWriter(out)) {
      TraceGenerator.write(pcap, plan, 1, false);
    }
    Subscriber who = Subscriber.numbered(plan.subscriber());

    assertThat(out.toByteArray()).containsSequence(Digits.pack(who.imsi(), 15));
    assertThat(out.toByteArray()).containsSequence(Digits.pack(who.msisdn(), 15));
  }

  private static List<String> meant() {
    String[] nodes = {"46701111111", "46701111112", "46702222221", "46702222222"};
    MobilityPlan plan = new MobilityPlan(SUBSCRIBERS, 1);
    List<String> meant = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      plan.next();
      Subscriber who = Subscriber.numbered(plan.subscriber());
      meant.add(
          String.format(
              "%02x\t%s\t%s,%s\t42f099%04x%04x\t89\t%d.%06d000",
              plan.code(),
              who.imsi(),
              who.msisdn(),
              nodes[plan.node()],
              plan.locationAreaCode(),
              plan.cellIdentity(),
              plan.micros() / 1_000_000,
              plan.micros() % 1_000_000));
    }
    return meant;
  }

  private Path generate(String name, int events, String... more) {
    Path file = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of("--frames", "" + events, "--subscribers", "" + SUBSCRIBERS, file.toString()));
    arguments.addAll(List.of(more));
    int status = new CommandLine(new TraceGenerator()).execute(arguments.toArray(String[]::new));
    assertThat(status).isZero();
    return file;
  }
}
