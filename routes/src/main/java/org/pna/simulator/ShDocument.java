package org.pna.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Plmn;
import org.pna.model.message.sh.PsUserState;

/**
 * The document Sh-Data about one subscriber (TS 29.328 annex D), put together from the data asked
 * for; its elements stand in the schema's order, whatever order they were asked for in.
 */
final class ShDocument {
  private static final int PUBLIC_IDENTITY = 10;
  private static final int IMS_USER_STATE = 11;
  private static final int LOCATION = 14;
  private static final int USER_STATE = 15;
  private static final int MSISDN = 17;
  private static final int IMSI = 32;
  private static final int MME = 1;
  private static final int SGSN = 2;
  private static final int AMF = 8;
  private static final int FILLER = 0xf;
  private static final byte INTERNATIONAL_E164 = (byte) 0x91;

  private final HssSubscriber of;
  private final StringBuilder names = new StringBuilder();
  private final StringBuilder ims = new StringBuilder();
  private final StringBuilder location = new StringBuilder();
  private final StringBuilder states = new StringBuilder();
  private final StringBuilder imsi = new StringBuilder();
  private final List<String> words = new ArrayList<>();
  private final StringBuilder eps = new StringBuilder();
  private final StringBuilder fiveGs = new StringBuilder();

  ShDocument(HssSubscriber of) {
    this.of = of;
  }

  /** Whether the data exist; those by domain need one. */
  static boolean knows(int reference) {
    return isByDomain(reference)
        || reference == PUBLIC_IDENTITY
        || reference == IMS_USER_STATE
        || reference == MSISDN
        || reference == IMSI;
  }

  static boolean isByDomain(int reference) {
    return reference == LOCATION || reference == USER_STATE;
  }

  /**
   * Adds data.
   *
   * @param domain for those by domain, else passed over
   * @param nodes bits of Requested-Nodes: 1 MME, 2 SGSN, 8 AMF
   */
  ShDocument with(int reference, @Nullable Domain domain, int nodes) {
    switch (reference) {
      case PUBLIC_IDENTITY ->
          of.identities().forEach(one -> element(names, "IMSPublicIdentity", one));
      case MSISDN -> element(names, "MSISDN", of.who().msisdn());
      case IMS_USER_STATE -> state(ims, "IMSUserState", of.ims(), of.ims().code());
      case IMSI -> element(imsi, "IMSI", of.who().imsi());
      case LOCATION -> place(domain);
      default -> state(domain, nodes);
    }
    return this;
  }

  private void state(@Nullable Domain domain, int nodes) {
    if (domain != Domain.PS) {
      state(states, "CSUserState", of.cs(), of.cs().code());
      return;
    }
    if ((nodes & SGSN) != 0) {
      state(states, "PSUserState", of.ps(), of.ps().code());
    }
    PsUserState mme = of.eps();
    if ((nodes & MME) != 0 && mme != null) {
      state(eps, "EPSUserState", mme, mme.code());
    }
    PsUserState amf = of.fiveGs();
    if ((nodes & AMF) != 0 && amf != null) {
      state(fiveGs, "Sh-5GSUserState", amf, amf.code());
    }
  }

  private void state(StringBuilder to, String name, Enum<?> state, int code) {
    words.add(name + ' ' + state.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    element(to, name, code);
  }

  private void place(@Nullable Domain domain) {
    boolean isPs = domain == Domain.PS;
    String prefix = isPs ? "PS" : "CS";
    String node = isPs ? of.sgsn() : of.vlr();
    StringBuilder in = new StringBuilder();
    Cell cell = of.cell();
    if (cell != null) {
      words.add("cell " + cell);
      element(in, cell.serviceArea() ? "ServiceAreaId" : "CellGlobalId", base64(octets(cell)));
    }
    if (node != null) {
      in.append(group(isPs ? "SGSNNumber" : "VLRNumber", element("Address", base64(title(node)))));
    }
    element(in, "CurrentLocationRetrieved", 0);
    element(in, "AgeOfLocationInformation", 0);
    location.append(group(prefix + "LocationInformation", in));
  }

  /** TS 24.008 clause 10.5.1.3: MCC, third digit of the MNC, its first two; area; cell. */
  private static byte[] octets(Cell cell) {
    Plmn plmn = cell.area().plmn();
    String third = plmn.mnc().length() == 3 ? plmn.mnc().substring(2) : "?";
    byte[] network = Digits.pack(plmn.mcc() + third + plmn.mnc().substring(0, 2), FILLER);
    int lac = cell.area().lac();
    return new byte[] {
      network[0],
      network[1],
      network[2],
      (byte) (lac >> 8),
      (byte) lac,
      (byte) (cell.ci() >> 8),
      (byte) cell.ci()
    };
  }

  private static byte[] title(String digits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(INTERNATIONAL_E164);
    out.writeBytes(Digits.pack(digits, FILLER));
    return out.toByteArray();
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  /** The document. */
  String text() {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Sh-Data>");
    text.append(group("PublicIdentifiers", names)).append(group("Sh-IMS-Data", ims));
    text.append(location).append(states).append(extension());
    return text.append("</Sh-Data>").toString();
  }

  /**
   * What came with later releases, each in one more element Extension: EPS four, 5GS seven deep.
   */
  private String extension() {
    String sixth = imsi + group("Extension", fiveGs);
    String nested = eps + group("Extension", group("Extension", sixth));
    for (int depth = 0; depth < 4; depth++) {
      nested = group("Extension", nested);
    }
    return nested;
  }

  /** What it says, for a person. */
  String words() {
    return String.join(", ", words);
  }

  byte[] octets() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  private static String group(String name, CharSequence content) {
    return content.isEmpty() ? "" : '<' + name + '>' + content + "</" + name + '>';
  }

  private static void element(StringBuilder to, String name, Object value) {
    to.append(element(name, value));
  }

  private static String element(String name, Object value) {
    String text = value.toString().replace("&", "&amp;").replace("<", "&lt;");
    return '<' + name + '>' + text + "</" + name + '>';
  }
}
