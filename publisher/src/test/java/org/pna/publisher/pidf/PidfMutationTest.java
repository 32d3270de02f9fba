package org.pna.publisher.pidf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pna.model.MalformedMessageException;

/** Damaged documents give the declared exception or a result, never anything else. */
class PidfMutationTest {
  private static final int MUTANTS = 20_000;
  private static final String[] PIECES = {
    "<",
    ">",
    "\"",
    "/",
    "&",
    "&#0;",
    "&#xD800;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "<?a ?>",
    "xmlns=\"\"",
    "xmlns:p=\"urn:x\"",
    "<!DOCTYPE a>",
    "\u0000",
    "\ufffe",
    "text()",
    "[1]",
    "[@id='cs-voice']",
    "/@id",
    "*/",
    "ws=\"both\"",
    "pos=\"before\"",
    "type=\"@x\"",
    " ",
    "\n"
  };

  @FunctionalInterface
  private interface Step {
    void run(byte[] document) throws MalformedMessageException;
  }

  @Test
  void reader() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    for (Path file : Fixtures.files(Fixtures.GOOD)) {
      seeds.add(Files.readAllBytes(file));
    }
    mutate("reader", seeds, PidfReader::read);
  }

  @Test
  void applierWithADamagedDifference() throws Exception {
    byte[] document = Fixtures.good("presence-cell.xml");
    mutate(
        "applierWithADamagedDifference",
        List.of(differenceOf(document), Fixtures.good("diff-operations.xml")),
        diff -> PidfDiffApplier.apply(document, diff));
  }

  @Test
  void applierWithADamagedDocument() throws Exception {
    byte[] document = Fixtures.good("presence-cell.xml");
    byte[] diff = differenceOf(document);
    PidfDiffApplier.apply(document, diff);
    mutate(
        "applierWithADamagedDocument",
        List.of(document),
        mutant -> PidfDiffApplier.apply(mutant, diff));
  }

  private static byte[] differenceOf(byte[] document) {
    return ("<p:pidf-diff xmlns:p=\"urn:ietf:params:xml:ns:pidf-diff\""
            + " xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\""
            + Namespaces.DATA_MODEL
            + "\">"
            + "<p:replace sel=\"*/tuple[@id='cs-voice']/status/basic/text()\">open</p:replace>"
            + "<p:add sel=\"*/tuple[2]\" pos=\"after\"><tuple id=\"new\"><status/></tuple></p:add>"
            + "<p:remove sel=\"*/dm:device[@id='d1']/dm:timestamp\" ws=\"before\"/>"
            + "<p:replace sel=\"*/tuple[1]/contact/@priority\">1</p:replace>"
            + "</p:pidf-diff>")
        .getBytes(UTF_8);
  }

  private static void mutate(String test, List<byte[]> seeds, Step step) {
    long seed = RandomElements.seed(test);
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = seeds.get(i % seeds.size()).clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        mutant = mutant(mutant, random);
      }
      try {
        step.run(mutant);
      } catch (MalformedMessageException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + i + ": " + new String(mutant, UTF_8), e);
      }
    }
    System.out.println(test + ": " + refused + " of " + MUTANTS + " mutants refused");
    assertThat(refused).isBetween(MUTANTS / 10, MUTANTS * 99 / 100);
  }

  private static byte[] mutant(byte[] seed, Random random) {
    if (seed.length == 0) {
      return seed;
    }
    int at = random.nextInt(seed.length);
    int end = Math.min(seed.length, at + 1 + random.nextInt(20));
    return switch (random.nextInt(6)) {
      case 0 -> {
        byte[] flipped = seed.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> splice(seed, at, end, new byte[0]);
      case 2 -> splice(seed, at, at, java.util.Arrays.copyOfRange(seed, at, end));
      case 3 -> splice(seed, at, at, PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8));
      case 4 -> {
        byte[] letter = seed.clone();
        letter[at] = (byte) ('a' + random.nextInt(26));
        yield letter;
      }
      default -> random.nextInt(10) == 0 ? splice(seed, at, seed.length, new byte[0]) : seed;
    };
  }

  private static byte[] splice(byte[] seed, int from, int to, byte[] piece) {
    byte[] result = new byte[from + piece.length + seed.length - to];
    System.arraycopy(seed, 0, result, 0, from);
    System.arraycopy(piece, 0, result, from, piece.length);
    System.arraycopy(seed, to, result, from + piece.length, seed.length - to);
    return result;
  }
}
