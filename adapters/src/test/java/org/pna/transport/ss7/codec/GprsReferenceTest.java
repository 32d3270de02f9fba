package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pna.model.MalformedMessageException;

class GprsReferenceTest {
  private static final String CONTEXT = "0.4.0.0.1.21.3.50";

  @Test
  void isWrittenAndReadInEveryMessage() throws Exception {
    for (GprsReference reference :
        new GprsReference[] {
          new GprsReference(null, 1L),
          new GprsReference(2_147_483_647L, 128L),
          new GprsReference(0L, null),
          new GprsReference(null, null)
        }) {
      assertThat(reference(TcapWriter.begin(1, CONTEXT, reference))).isEqualTo(reference);
      assertThat(reference(TcapWriter.continuing(1, 2, CONTEXT, reference))).isEqualTo(reference);
      assertThat(reference(TcapWriter.end(1, CONTEXT, reference))).isEqualTo(reference);
    }
    assertThat(reference(TcapWriter.begin(1, CONTEXT))).isNull();
  }

  @Test
  void octets() {
    assertThat(HexFormat.of().formatHex(new GprsReference(5L, 0x80L).external()))
        .isEqualTo("2818" + "060704000001010502" + "a00d" + "300b" + "a003020105" + "a10402020080");
  }

  @Test
  void implicitTagsAreReadToo() throws Exception {
    byte[] implicit = hex("28 14 0607 04000001010502 a009 3007 800105 81020080");
    assertThat(reference(begin(implicit))).isEqualTo(new GprsReference(5L, 0x80L));
  }

  @Test
  void whatIsNoReferenceIsNone() throws Exception {
    byte[] other = hex("28 0f 0607 04000001010503 a004 3002 8000");
    byte[] wrong = hex("28 0f 0607 04000001010502 a004 3002 8000");
    byte[] negative = hex("28 10 0607 04000001010502 a005 3003 8101ff");
    assertThat(reference(begin(other))).isNull();
    assertThat(reference(begin(wrong))).isNull();
    assertThat(reference(begin(negative))).isEqualTo(new GprsReference(null, null));
  }

  private static byte[] begin(byte[] external) {
    byte[] aarq =
        BerWriter.element(
            0x60,
            BerWriter.element(0xa1, ObjectIdentifiers.element(CONTEXT)),
            BerWriter.element(0xbe, external));
    return BerWriter.element(
        0x62,
        hex("480400000001"),
        BerWriter.element(
            0x6b,
            BerWriter.element(
                0x28,
                BerWriter.element(0x06, ObjectIdentifiers.DIALOGUE),
                BerWriter.element(0xa0, aarq))));
  }

  private static byte[] hex(String octets) {
    return HexFormat.of().parseHex(octets.replace(" ", ""));
  }

  private static @Nullable GprsReference reference(byte[] message)
      throws MalformedMessageException {
    DialoguePdu dialogue = Tcap.decode(message).dialogue();
    assertThat(dialogue).isNotNull();
    return dialogue.gprsReference();
  }
}
