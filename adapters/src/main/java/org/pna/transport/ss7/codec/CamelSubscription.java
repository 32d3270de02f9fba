package org.pna.transport.ss7.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.message.map.Csi;

/**
 * CAMEL-SubscriptionInfo (TS 29.002 clause 17.7.1), as far as it is about mobility.
 *
 * @param mobility M-CSI
 * @param mobilityGprs MG-CSI
 * @param mobilityWithdrawn whether specificCSIDeletedList names M-CSI
 * @param mobilityGprsWithdrawn whether it names MG-CSI
 */
record CamelSubscription(
    @Nullable Csi mobility,
    @Nullable Csi mobilityGprs,
    boolean mobilityWithdrawn,
    boolean mobilityGprsWithdrawn) {
  static final CamelSubscription NOTHING = new CamelSubscription(null, null, false, false);

  private static final String INFO = "camel-SubscriptionInfo";
  private static final byte[] NONE = {};
  private static final int MAX_TRIGGERS = 10;

  /** Bits of SpecificCSI-Withdraw. */
  private static final int M_CSI_BIT = 6;

  private static final int MG_CSI_BIT = 10;
  private static final int LEAST_BITS = 11;

  static CamelSubscription read(BerReader element) throws MalformedMessageException {
    BerReader fields = element.contents(INFO);
    Once once = new Once(INFO);
    Csi mobility = null;
    Csi mobilityGprs = null;
    boolean mobilityWithdrawn = false;
    boolean mobilityGprsWithdrawn = false;
    while (fields.next()) {
      switch (once.tag(fields)) {
        case 0x8c -> mobility = csi(fields, "m-CSI");
        case 0x8e -> {
          mobilityWithdrawn = bit(fields, M_CSI_BIT);
          mobilityGprsWithdrawn = bit(fields, MG_CSI_BIT);
        }
        case 0x91 -> mobilityGprs = csi(fields, "mg-csi");
        default -> {}
      }
    }
    return new CamelSubscription(mobility, mobilityGprs, mobilityWithdrawn, mobilityGprsWithdrawn);
  }

  private static Csi csi(BerReader element, String name) throws MalformedMessageException {
    BerReader fields = element.contents(name);
    Once once = new Once(name);
    List<Integer> triggers = null;
    Long serviceKey = null;
    String gsmScf = null;
    boolean notification = false;
    boolean active = false;
    while (fields.next()) {
      switch (once.tag(fields)) {
        // SEQUENCE less its constructed bit: only the first, an extension container may follow
        case 0x10 -> triggers = triggers == null ? triggers(fields, name) : triggers;
        case 0x02 -> serviceKey = ServiceKey.read(fields, name + ".serviceKey");
        case 0x80 -> gsmScf = AddressString.number(fields, name + ".gsmSCF-Address");
        case 0x82 -> notification = isPresent(fields, name + ".notificationToCSE");
        case 0x83 -> active = isPresent(fields, name + ".csi-Active");
        default -> {}
      }
    }
    return new Csi(
        Once.present(triggers, name + ".mobilityTriggers"),
        Once.present(serviceKey, name + ".serviceKey"),
        Once.present(gsmScf, name + ".gsmSCF-Address"),
        notification,
        active);
  }

  private static List<Integer> triggers(BerReader element, String name)
      throws MalformedMessageException {
    String where = name + ".mobilityTriggers";
    BerReader codes = element.contents(where);
    List<Integer> triggers = new ArrayList<>(MAX_TRIGGERS);
    while (codes.next()) {
      if (codes.tag() != 0x04 || triggers.size() == MAX_TRIGGERS) {
        throw new MalformedMessageException(
            Kind.MISTYPED, where, "not at most " + MAX_TRIGGERS + " MM-Codes");
      }
      codes.requireLength(where, 1, 1);
      triggers.add(codes.octet(0));
    }
    if (triggers.isEmpty()) {
      throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, where, "empty");
    }
    return triggers;
  }

  private static boolean isPresent(BerReader element, String name)
      throws MalformedMessageException {
    element.requireLength(name, 0, 0);
    return true;
  }

  private static boolean bit(BerReader element, int index) throws MalformedMessageException {
    element.requireLength("specificCSIDeletedList", 2, 5);
    int octet = 1 + index / 8;
    return octet < element.length() && (element.octet(octet) >> (7 - index % 8) & 1) == 1;
  }

  /** Writes it under a tag. */
  byte[] write(int tag) {
    return BerWriter.element(
        tag,
        mobility == null ? NONE : write(0xac, mobility),
        mobilityWithdrawn || mobilityGprsWithdrawn ? withdrawn() : NONE,
        mobilityGprs == null ? NONE : write(0xb1, mobilityGprs));
  }

  private byte[] withdrawn() {
    byte[] octets = new byte[1 + (LEAST_BITS + 7) / 8];
    octets[0] = (byte) (8 * (octets.length - 1) - LEAST_BITS);
    if (mobilityWithdrawn) {
      octets[1 + M_CSI_BIT / 8] |= (byte) (0x80 >> M_CSI_BIT % 8);
    }
    if (mobilityGprsWithdrawn) {
      octets[1 + MG_CSI_BIT / 8] |= (byte) (0x80 >> MG_CSI_BIT % 8);
    }
    return BerWriter.element(0x8e, octets);
  }

  private static byte[] write(int tag, Csi csi) {
    byte[][] codes =
        csi.triggers().stream()
            .map(code -> BerWriter.element(0x04, new byte[] {(byte) (int) code}))
            .toArray(byte[][]::new);
    return BerWriter.element(
        tag,
        BerWriter.element(0x30, codes),
        BerWriter.integer(0x02, csi.serviceKey()),
        AddressString.international(0x80, csi.gsmScfAddress()),
        csi.notificationToCse() ? BerWriter.element(0x82) : NONE,
        csi.active() ? BerWriter.element(0x83) : NONE);
  }
}
