package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.pna.simulator.SimulatedNode.Identity;

/** Against vectors made by hand and checked with two other decoders. */
class NoteMmBeginTest {
  private static final Subscriber SUBSCRIBER = new Subscriber("240991234567890", "15551230001");

  @Test
  void aDetachFromAVlr() {
    byte[] begin =
        NoteMmBegin.encode(0x101, SimulatedNodeTest.VLR, SUBSCRIBER, 0x03, SimulatedNodeTest.HOME);

    assertThat(HexFormat.of().formatHex(begin))
        .isEqualTo(
            "62684804000001016b1e281c060700118605010101a011600f80020780a109060704000001002a03"
                + "6c40a13e0201010201593036020164800103810842901932547698f08207915155210300f1a3"
                + "170201008107916407111111f1a309800742f0991a2b3c4d850204f0");
  }

  @Test
  void notReachableFromAnSgsn() {
    Identity sgsn = new Identity(true, "46702222222", 102);
    byte[] begin = NoteMmBegin.encode(0x105, sgsn, SUBSCRIBER, 0x86, SimulatedNodeTest.HOME);

    assertThat(HexFormat.of().formatHex(begin))
        .isEqualTo(
            "626d4804000001056b1e281c060700118605010101a011600f80020780a109060704000001002a03"
                + "6c45a143020101020159303b020164800186810842901932547698f08207915155210300f185"
                + "0204f0a71ca009800742f0991a2b3c4d810642f0991a2b078307916407222222f2");
  }
}
