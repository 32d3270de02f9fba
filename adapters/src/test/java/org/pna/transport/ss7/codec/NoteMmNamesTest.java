package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;

/** Names of arguments that the codec refuses. */
class NoteMmNamesTest {
  private static final byte[] KEY = BerWriter.integer(0x02, 10);
  private static final byte[] DETACH = BerWriter.element(0x80, new byte[] {3});
  private static final byte[] RAU = BerWriter.element(0x80, new byte[] {(byte) 0x81});
  private static final byte[] IMSI = BerWriter.element(0x81, hex("62021032547698f0"));
  private static final byte[] OTHER_IMSI = BerWriter.element(0x81, hex("62021032547698f1"));
  private static final byte[] MSISDN = BerWriter.element(0x82, hex("919471113254f6"));
  private static final Imsi SIM = new Imsi("262001234567890");
  private static final Msisdn NUMBER = new Msisdn("491711234" + "56");

  @Test
  void readsWhatIsSoundBesideWhatIsNot() {
    assertNames(argument(KEY, DETACH, IMSI, MSISDN), Domain.CS, SIM, NUMBER);
    assertNames(argument(RAU, IMSI, MSISDN), Domain.PS, SIM, NUMBER);
    assertNames(argument(KEY, IMSI), null, SIM);
    byte[] badNumber = BerWriter.element(0x82, hex("919a"));
    byte[] badKey = BerWriter.element(0x02, new byte[9]);
    assertNames(argument(badKey, DETACH, IMSI, badNumber), Domain.CS, SIM);
    byte[] unknownCode = BerWriter.element(0x80, new byte[] {0x55});
    assertNames(argument(KEY, unknownCode, IMSI, MSISDN), null, SIM, NUMBER);
    assertNames(argument(KEY, IMSI, IMSI), null, SIM);
  }

  @Test
  void givesNoNameWithoutASoundImsi() {
    assertNames(argument(KEY, DETACH, MSISDN), Domain.CS);
    assertNames(argument(BerWriter.element(0x81, hex("62021032547698fa")), MSISDN), null);
    assertNames(BerWriter.element(0x31, KEY, DETACH, IMSI, MSISDN), null);
    assertNames(new byte[0], null);
  }

  @Test
  void neverChoosesBetweenTwo() {
    assertNames(argument(IMSI, OTHER_IMSI, MSISDN), null);
    assertNames(argument(IMSI, OTHER_IMSI, IMSI, MSISDN), null);
    assertNames(argument(IMSI, BerWriter.element(0x81, hex("6f"))), null);
    assertNames(argument(DETACH, RAU, IMSI), null, SIM);
  }

  @Test
  void readsUpToAnElementWithoutAnEnd() {
    byte[] cut = argument(DETACH, IMSI, new byte[] {(byte) 0x82, 0x7f, 1});
    assertNames(cut, Domain.CS, SIM);
    assertNames(argument(DETACH, new byte[] {(byte) 0x83, 0x7f, 1}, IMSI), Domain.CS);
  }

  @Test
  void readsInsideALargerMessage() {
    byte[] argument = argument(KEY, DETACH, IMSI, MSISDN);
    byte[] larger = new byte[argument.length + 20];
    System.arraycopy(argument, 0, larger, 7, argument.length);
    assertThat(NoteMmNames.read(larger, 7, argument.length).subscriber())
        .containsExactly(SIM, NUMBER);
  }

  @Test
  void throwsNothingWhateverTheBytes() {
    Random random = new Random(29002);
    byte[] whole = argument(KEY, DETACH, IMSI, MSISDN);
    int named = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] mutant = Arrays.copyOf(whole, 1 + random.nextInt(whole.length + 3));
      for (int steps = random.nextInt(4); steps > 0; steps--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      named += NoteMmNames.read(mutant, 0, mutant.length).subscriber().isEmpty() ? 0 : 1;
    }
    assertThat(named).isBetween(500, 40_000);
  }

  private static byte[] argument(byte[]... fields) {
    return BerWriter.element(0x30, fields);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static void assertNames(byte[] argument, Domain domain, SubscriberId... names) {
    assertThat(NoteMmNames.read(argument, 0, argument.length))
        .isEqualTo(new NoteMmNames(List.of(names), domain));
  }
}
