package org.pna.truth;

import java.util.Map;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.map.SccpAddress;
import org.pna.normalise.HomeNetworks;

/** Who speaks, and where. */
final class Nodes {
  static final Plmn HOME = new Plmn("240", "99");
  static final Plmn VISITED = new Plmn("262", "02");
  static final HomeNetworks NETWORKS =
      new HomeNetworks(
          java.util.List.of("24099"), Map.of("4670", HOME.digits(), "4917", VISITED.digits()));
  static final Nas GGSN = new Nas("192.0.2.1", "ggsn1", "192.0.2.1");
  static final Nas PDG = new Nas("192.0.2.2", "pdg1", "192.0.2.2");
  static final Nas AAA = new Nas("192.0.2.3", "aaa1", "192.0.2.3");
  static final String HSS = "hss.pna.test";
  static final String HLR_TITLE = "46700000200";

  private static final int MAP_VLR = 7;
  private static final int MAP_SGSN = 149;

  private Nodes() {}

  static String vlr(Sim sim) {
    return sim.isAbroad() ? "491700010" : vlr(sim.vlr);
  }

  static String vlr(int number) {
    return "467000010" + number;
  }

  static String sgsn(Sim sim) {
    return sim.isAbroad() ? "491700020" : sgsn(sim.sgsn);
  }

  static String sgsn(int number) {
    return "467000020" + number;
  }

  static SccpAddress vlrAddress(String number) {
    return new SccpAddress(number, -1, MAP_VLR);
  }

  static SccpAddress sgsnAddress(String number) {
    return new SccpAddress(number, -1, MAP_SGSN);
  }

  static Location location(Sim sim, Domain domain) {
    Plmn network = sim.isAbroad() ? VISITED : HOME;
    Cell cell = new Cell(new LocationArea(network, sim.area + 10), 1, false);
    return new Location(domain, 0, cell, null, null);
  }
}
