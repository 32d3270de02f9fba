package org.pna.transport.sip.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.sip.SipRequest;

/** Whatever is done to a message, it is read or it is malformed, soon. */
@Timeout(900)
class SipMutationTest {
  private static final Place PLACE = new Place.Dialogue("pi", "x");
  private static final List<byte[]> REGISTERS =
      List.of(
          octets(
              SipSamples.register(
                  SipSamples.HEADERS, "multipart/mixed;boundary=b1", SipSamples.MULTIPART)),
          octets(
              SipSamples.register(
                  SipSamples.HEADERS, "application/3gpp-ims+xml", SipSamples.INFORMATION)));
  private static final List<byte[]> NOTIFIES =
      List.of(octets(SipSamples.notify(SipSamples.NOTIFY_HEADERS, SipSamples.REGINFO)));
  private static final List<byte[]> DOCUMENTS = List.of(octets(SipSamples.REGINFO));
  private static final List<byte[]> BITS =
      List.of(
          octets("\r\n"),
          octets("\""),
          octets("<"),
          octets(">"),
          octets("&#0;"),
          octets("&lt;"),
          octets("<!DOCTYPE x [<!ENTITY e 'ee'>]>"),
          octets("4294967296"),
          octets("--b1"),
          octets(";received=;"),
          octets("imsi="),
          new byte[] {(byte) 0xFF, 0, (byte) 0xC3});

  /** Reads one mutant. */
  private interface Reader {
    void read(byte[] mutant) throws MalformedMessageException;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void someMutants() {
    run(20_000);
  }

  @Test
  @Tag("slow")
  void aMillionMutantsOfEach() {
    run(1_000_000);
  }

  private static void run(int mutants) {
    run("REGISTER", REGISTERS, mutants, SipMutationTest::register);
    run("NOTIFY", NOTIFIES, mutants, SipMutationTest::notification);
    run("reginfo", DOCUMENTS, mutants, RegInfoReader::read);
  }

  private static void register(byte[] mutant) throws MalformedMessageException {
    RegisterReader.read(request(mutant), SipSamples.NOW, PLACE).subscriber();
  }

  private static void notification(byte[] mutant) throws MalformedMessageException {
    RegNotificationReader.read(request(mutant), SipSamples.NOW, PLACE);
  }

  private static SipRequest request(byte[] mutant) throws MalformedMessageException {
    return SipOctets.request(mutant, "192.0.2.1", SipSamples.SOCKET);
  }

  private static void run(String name, List<byte[]> samples, int mutants, Reader reader) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    long longest = 0;
    int malformed = 0;
    try {
      for (int seed = 0; seed < mutants; seed++) {
        Random random = new Random(seed);
        byte[] mutant = mutant(samples.get(seed % samples.size()), random);
        long begin = System.nanoTime();
        try {
          reader.read(mutant);
        } catch (MalformedMessageException e) {
          assertThat(e.getMessage()).isNotEmpty();
          malformed++;
        } catch (RuntimeException | StackOverflowError e) {
          throw new AssertionError(name + " mutant " + seed, e);
        }
        longest = Math.max(longest, System.nanoTime() - begin);
      }
    } finally {
      System.setErr(before);
    }
    System.out.printf(
        "%d mutants of %s: %d malformed, longest %.1f ms%n",
        mutants, name, malformed, longest / 1e6);
    assertThat(said.size()).as("octets on the standard error").isZero();
    assertThat(malformed).isBetween(mutants / 20, mutants * 19 / 20);
    assertThat(longest).isLessThan(2_000_000_000L);
  }

  private static byte[] mutant(byte[] sample, Random random) {
    byte[] mutant = sample.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && mutant.length > 0; i++) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(6)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutant = splice(mutant, at, 0, BITS.get(random.nextInt(BITS.size())));
        case 3 -> mutant = splice(mutant, at, Math.min(mutant.length - at, 16), new byte[0]);
        case 4 -> {
          int end = Math.min(mutant.length, at + random.nextInt(200));
          mutant = splice(mutant, end, 0, Arrays.copyOfRange(mutant, at, end));
        }
        default -> mutant = random.nextInt(8) == 0 ? Arrays.copyOf(mutant, at) : mutant;
      }
    }
    return mutant;
  }

  private static byte[] splice(byte[] original, int at, int drop, byte[] insert) {
    byte[] result = new byte[original.length - drop + insert.length];
    System.arraycopy(original, 0, result, 0, at);
    System.arraycopy(insert, 0, result, at, insert.length);
    System.arraycopy(original, at + drop, result, at + insert.length, original.length - at - drop);
    return result;
  }
}
