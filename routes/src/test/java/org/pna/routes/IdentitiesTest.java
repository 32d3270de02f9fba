package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.normalise.HomeNetworks;
import org.pna.publisher.server.PublicUris;

class IdentitiesTest {
  private static final HomeNetworks HOME = new HomeNetworks(List.of("24099", "310260"), Map.of());

  @ParameterizedTest(name = "{0}, {1} is {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        // imsi, msisdn, presentity, abandoned
        "240990000000001, 4670001, sip:a@pna.test, -", // its own row
        "240990000000001, -, sip:a@pna.test, -",
        "240990000000001, 4679999, sip:a@pna.test, -", // a number nobody has: the SIM decides
        "-, 4670003, sip:c@pna.test, -", // a row without IMSI
        "240990000000099, 4670003, sip:c@pna.test, -",
        "240990000000001, 4670002, sip:b@pna.test, sip:a@pna.test", // the newer row wins
        "240990000000002, 4670001, sip:b@pna.test, -", // likewise, the other way round
        "240990000000099, 4670001, quarantined, -", // a SIM of ours that no row names
        "310260000000001, 1555, quarantined, -", // longest match
        "310270000000001, 1555, foreign, -",
        "262020000000001, 49171, foreign, -",
        "-, 4670001, sip:a@pna.test, -", // a number alone names its row
      })
  @DisplayName("T16: an identity is never guessed")
  void directory(
      @Nullable String imsi, @Nullable String msisdn, String expected, @Nullable String abandoned) {
    Directory directory = new Directory(HOME);
    directory.add(2, "240990000000001", "4670001", "sip:a@pna.test");
    directory.add(3, "240990000000002", "4670002", "sip:b@pna.test");
    directory.add(4, null, "4670003", "sip:c@pna.test");
    Identification found = directory.identify(names(imsi, msisdn));
    assertThat(said(found)).isEqualTo(expected);
    if (found instanceof Identification.Known known) {
      assertThat(known.abandoned()).isEqualTo(abandoned == null ? List.of() : List.of(abandoned));
    }
  }

  @Test
  void aPublicIdentityNamesItsPresentityWhereNoSimIsTold() {
    Directory directory = new Directory(HOME, new PublicUris(Set.of("pna.test")));
    directory.add(
        2,
        new DirectoryRow(
            "240990000000001",
            "4670001",
            "tel:+4670001",
            List.of(new PublicIdentity("sip:ann@pna.test"))));
    directory.add(3, null, null, "sip:bob@pna.test");
    PublicIdentity ann = new PublicIdentity("sip:ann@PNA.test");
    assertThat(said(directory.identify(List.of(ann)))).isEqualTo("tel:+4670001");
    assertThat(said(directory.identify(List.of(ann, new Msisdn("4670001")))))
        .isEqualTo("tel:+4670001");
    assertThat(said(directory.identify(List.of(ann, new Imsi("240990000000099")))))
        .isEqualTo("quarantined");
    assertThat(said(directory.identify(List.of(new PublicIdentity("sip:eve@pna.test")))))
        .isEqualTo("foreign");
  }

  @Test
  void aLaterRowOfTheSameImsiReplacesTheEarlier() {
    Directory directory = new Directory(HOME);
    directory.add(2, "240990000000001", "4670001", "sip:a@pna.test");
    directory.add(3, "240990000000001", "4670009", "sip:z@pna.test");
    assertThat(said(directory.identify(names("240990000000001", null))))
        .isEqualTo("sip:z@pna.test");
  }

  @Test
  @DisplayName("in replay a number once seen with an IMSI stays with it")
  void derived() {
    DerivedIdentities derived = new DerivedIdentities();
    String temporary = "sip:240990000000001@ims.mnc099.mcc240.3gppnetwork.org";
    assertThat(said(derived.identify(names("240990000000001", null)))).isEqualTo(temporary);
    assertThat(said(derived.identify(names("240990000000001", "4670001"))))
        .isEqualTo("tel:+4670001");
    assertThat(said(derived.identify(names("240990000000001", null)))).isEqualTo("tel:+4670001");
    assertThat(said(derived.identify(names("240990000000001", "4670002"))))
        .isEqualTo("tel:+4670002");
    assertThat(said(derived.identify(names("310260000000001", null))))
        .isEqualTo("sip:310260000000001@ims.mnc260.mcc310.3gppnetwork.org");
  }

  private static List<SubscriberId> names(@Nullable String imsi, @Nullable String msisdn) {
    List<SubscriberId> names = new ArrayList<>();
    if (imsi != null) {
      names.add(new Imsi(imsi));
    }
    if (msisdn != null) {
      names.add(new Msisdn(msisdn));
    }
    return names;
  }

  private static String said(Identification found) {
    if (found instanceof Identification.Known known) {
      return known.presentity();
    }
    return found instanceof Identification.Foreign ? "foreign" : "quarantined";
  }
}
