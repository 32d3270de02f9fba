package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pna.model.MalformedMessageException;

/**
 * Damaged CAP arguments: every reader reads each, and throws nothing but its declared exception.
 */
class CapMutationTest {
  private static final int MUTANTS = 20_000;

  private interface Reader {
    Object read(byte[] argument) throws MalformedMessageException;
  }

  @Test
  void nothingElseIsThrown() throws Exception {
    Map<String, byte[]> vectors = Vectors.mapAndCap();
    List<byte[]> arguments = new ArrayList<>();
    for (String name :
        List.of(
            "idp_mo_dp2",
            "idp_mt_dp12",
            "erb_oanswer",
            "erb_odisconnect",
            "idpgprs_attach",
            "idpgprs_pdpack",
            "ergprs_pdp_disconnect",
            "ergprs_detached",
            "entityreleasedgprs")) {
      arguments.add(Cap.argument(vectors.get(name)));
    }
    arguments.add(Cap.hex("a109 a003 810102 82028083"));
    arguments.add(Cap.hex("3010 80010d a20b a809 80028091 9f3200 8500"));
    List<Reader> readers =
        List.of(
            Cap::initialDp,
            Cap::eventReport,
            Cap::entityReleased,
            Cap::initialDpGprs,
            Cap::eventReportGprs,
            Cap::entityReleasedGprs);
    Random random = new Random(4);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] original = arguments.get(i % arguments.size());
      byte[] mutant =
          random.nextBoolean()
              ? Mutations.of(original, random)
              : Mutations.inPlace(original, random);
      for (Reader reader : readers) {
        try {
          assertThat(reader.read(mutant)).isNotNull();
          read++;
        } catch (MalformedMessageException e) {
          refused++;
        }
      }
    }
    assertThat(read).isGreaterThan(MUTANTS / 4);
    assertThat(refused).isGreaterThan(MUTANTS / 4);
  }
}
