package org.pna.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.transport.trace.Packets.concat;
import static org.pna.transport.trace.Packets.slice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Place;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.UserDataAnswer;

/** Hostile input: nothing but the declared exceptions comes out, and nothing stays behind. */
class MutationTest {
  private static final int PER_FILE = 100;

  @TempDir Path folder;

  private final Random random = new Random(20_260_731);
  private final Count count = new Count();
  private int refused;

  @Test
  void mutants() throws Exception {
    run(3_000, 500);
  }

  @Test
  @Tag("slow")
  void manyMutants() throws Exception {
    run(100_000, 5_000);
  }

  private void run(int packets, int files) throws Exception {
    PrintStream stderr = System.err;
    var printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      // One reader for all, so that what one mutant leaves behind meets the next.
      var reader = new TraceReader(count);
      for (int i = 0; i < packets; i += PER_FILE) {
        read(reader, mutatedPackets(i));
      }
      for (int i = 0; i < files; i++) {
        read(reader, mutate(files().get(i % files().size())));
      }
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      long used = runtime.totalMemory() - runtime.freeMemory();
      assertThat(used).as("heap after %d mutants", packets + files).isLessThan(150L << 20);
      reader.finish();
    } finally {
      System.setErr(stderr);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    System.out.printf(
        "%d mutated packets, %d mutated files: %d frames, %d messages, %d of Sh, %d malformed, %d"
            + " warnings,"
            + " %d files refused%n",
        packets,
        files,
        count.frames,
        count.messages,
        count.told,
        count.malformed,
        count.warnings,
        refused);
    // Mutants that never get anywhere would prove nothing.
    assertThat(count.frames).isGreaterThanOrEqualTo(packets);
    assertThat(count.messages).isGreaterThan(packets / 10);
    assertThat(count.malformed).isGreaterThan(packets / 20);
    assertThat(count.told).isGreaterThan(packets / 100);
    assertThat(count.ofIms).isGreaterThan(packets / 40);
    assertThat(count.located).isGreaterThan(packets / 300);
  }

  private void read(TraceReader reader, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("mutant"), content);
    try {
      reader.read(file.toString());
    } catch (NotACaptureException e) {
      refused++;
    }
  }

  private byte[] mutatedPackets(int seed) {
    var capture = CaptureBuilder.pcap(CaptureBuilder.RAW_IP);
    for (int i = 0; i < PER_FILE; i++) {
      List<byte[]> packets = packets(seed + i);
      capture.frame(mutate(packets.get(random.nextInt(packets.size()))));
    }
    return capture.bytes();
  }

  private byte[] mutate(byte[] original) {
    byte[] mutant = original.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && mutant.length > 0; i++) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(8)) {
        case 0 -> mutant = slice(mutant, 0, at);
        case 1 -> mutant = concat(slice(mutant, 0, at), slice(mutant, at / 2, mutant.length));
        case 2 -> mutant[at] = (byte) 0xFF;
        case 3 -> mutant[at] = 0;
        case 4 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        default -> mutant[at] = (byte) random.nextInt(256);
      }
    }
    return mutant;
  }

  private static List<byte[]> packets(int n) {
    byte[] message = Sample.m3ua(n);
    byte[] called = Packets.address(Sample.CALLED, 147);
    byte[] calling = Packets.address(Sample.CALLING, 7);
    byte[] segment =
        Packets.xudt(
            called, calling, Packets.data(90, n), Packets.segmentation(n % 2 == 0, 1, n / 2));
    byte[] sctp = Sample.sctp(n);
    var packets = new ArrayList<byte[]>();
    packets.add(Sample.ip(n));
    packets.add(Packets.ipv6(132, new byte[0], sctp));
    packets.add(ip(Packets.chunk(n, Packets.m3ua(1, 2, segment)), Packets.chunk(n + 1, message)));
    packets.add(ip(Packets.chunk(n, 2, n, 3, slice(message, 0, 30))));
    packets.add(ip(Packets.chunk(n, 1, n - 1, 3, slice(message, 30, 999))));
    packets.add(ip(Packets.chunk(n, 3, n, 5, Packets.m2pa(Packets.mtp3(3, 4, Sample.udt(n))))));
    packets.add(ip(Packets.chunk(n, Packets.m3ua(1, 2, Packets.ludt(called, calling, segment)))));
    packets.add(Packets.ipv4Fragment(132, n, 0, true, slice(sctp, 0, 48)));
    packets.add(Packets.ipv4Fragment(132, n - 1, 48, false, slice(sctp, 48, 999)));
    byte[] header = Packets.ipv6FragmentHeader(132, 0, true, n);
    packets.add(Packets.ipv6(44, header, slice(sctp, 0, 48)));
    packets.add(Packets.ipv4(6, Packets.tcp(40_000, 2905, n * 50, Packets.ACK, message)));
    packets.add(Packets.ipv4(6, Packets.tcp(n, 2905, 7, Packets.SYN, message)));
    packets.add(Packets.ipv4(6, Packets.tcp(n, 9_000, 7, Packets.FIN, slice(message, 0, n % 99))));
    byte[] asked = ShSample.request(n % 50);
    byte[] answered = ShSample.answer(n % 50);
    byte[] told = ShSample.notification(n);
    packets.add(Packets.ipv4(6, Packets.tcp(n, 3868, 7, Packets.ACK, asked)));
    packets.add(ip(Packets.chunk(n, Packets.WHOLE, n, 46, asked)));
    packets.add(ip(Packets.chunk(n, Packets.WHOLE, n, 46, answered)));
    packets.add(ip(Packets.chunk(n, Packets.WHOLE, n, 0, told)));
    packets.add(ip(Packets.chunk(n, Packets.BEGINS, n, 47, slice(told, 0, 99))));
    packets.add(Packets.ipv4(6, Packets.tcp(3868, n, 7, Packets.ACK, told)));
    byte[] register = ImsSample.register(n);
    packets.add(Packets.ipv4(17, Packets.udp(40_000, 5060, register)));
    packets.add(Packets.ipv4(17, Packets.udp(40_000, 5060, ImsSample.notification(n))));
    packets.add(Packets.ipv4(6, Packets.tcp(n, 5060, 7, Packets.ACK, register)));
    packets.add(Packets.ipv4(6, Packets.tcp(n, 9210, 7, Packets.ACK, ImsSample.report())));
    byte[] chunks = ImsSample.chunked("POST / HTTP/1.1", ImsSample.result("slrep"), n % 50 + 1);
    packets.add(Packets.ipv4(6, Packets.tcp(n, 9210, 7, Packets.ACK, chunks)));
    return packets;
  }

  private static byte[] ip(byte[]... chunks) {
    return Packets.ipv4(132, Packets.sctp(Sample.TAG, chunks));
  }

  private static List<byte[]> files() {
    byte[] mtp3 = Packets.mtp3(101, 909, Sample.udt(1));
    byte[] classic =
        CaptureBuilder.pcap(CaptureBuilder.ETHERNET)
            .frame(Sample.frame(1))
            .frame(Sample.frame(2))
            .bytes();
    byte[] blocks =
        CaptureBuilder.pcapng(ByteOrder.BIG_ENDIAN)
            .iface(CaptureBuilder.ETHERNET, 9, 3)
            .iface(139, 0x94, 0)
            .iface(276, -1, 0)
            .enhanced(0, 1_000_000_000L, Sample.frame(1))
            .enhanced(1, 2_000_000L, concat(new byte[4], Packets.mtp2(mtp3)))
            .obsolete(2, 5_000_000L, concat(Packets.octets(8, 0), new byte[18], Sample.ip(6)))
            .simple(Sample.frame(7))
            .bytes();
    String line = "2024-02-03T04:05:06.123Z " + HexFormat.of().formatHex(mtp3) + "\n";
    byte[] hex = line.repeat(3).getBytes(StandardCharsets.UTF_8);
    byte[] m3ua = HexFormat.of().formatHex(Sample.m3ua(1)).getBytes(StandardCharsets.UTF_8);
    return Arrays.asList(classic, blocks, hex, m3ua, CaptureBuilder.gzip(classic));
  }

  private static final class Count implements TraceListener {
    private long told;
    private long ofIms;
    private long located;
    private long frames;
    private long messages;
    private long malformed;
    private long warnings;

    @Override
    public void frame(Place.Frame place, long epochMicros) {
      frames++;
    }

    @Override
    public void sccp(SccpUnit unit) {
      messages++;
    }

    @Override
    public void userData(UserDataAnswer message) {
      told++;
    }

    @Override
    public void notification(PushNotification message) {
      told++;
    }

    @Override
    public void registered(ThirdPartyRegister message) {
      ofIms++;
    }

    @Override
    public void notified(RegNotification message) {
      ofIms++;
    }

    @Override
    public void location(LocationReport message) {
      located++;
    }

    @Override
    public void malformed(Place.Frame place, String reason) {
      malformed++;
    }

    @Override
    public void warning(String file, String text) {
      warnings++;
    }
  }
}
