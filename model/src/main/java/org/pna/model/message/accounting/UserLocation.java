package org.pna.model.message.accounting;

import org.pna.model.Cell;
import org.pna.model.EutranCell;
import org.pna.model.Plmn;
import org.pna.model.RoutingArea;
import org.pna.model.TrackingArea;

/**
 * 3GPP-User-Location-Info (TS 29.061 clause 16.4.7.2, attribute 22): one of its geographic location
 * types.
 */
public sealed interface UserLocation {
  /** The network that serves the place. */
  Plmn plmn();

  /**
   * Types 0 (CGI) and 1 (SAI).
   *
   * @param cell cell or service area
   */
  record OfCell(Cell cell) implements UserLocation {
    @Override
    public Plmn plmn() {
      return cell.area().plmn();
    }
  }

  /**
   * Type 2 (RAI).
   *
   * @param area routing area
   */
  record OfRoutingArea(RoutingArea area) implements UserLocation {
    @Override
    public Plmn plmn() {
      return area.area().plmn();
    }
  }

  /**
   * Type 128, Tracking Area Identity (TS 23.003 clause 19.4.2.3).
   *
   * @param plmn the network
   * @param tac 0 to 65535
   */
  record Tai(Plmn plmn, int tac) implements UserLocation {
    /** The same as a place. */
    public TrackingArea area() {
      return new TrackingArea(plmn, tac);
    }

    /** {@code 240-99-4660}. */
    @Override
    public String toString() {
      return plmn.mcc() + '-' + plmn.mnc() + '-' + tac;
    }
  }

  /**
   * Type 129, E-UTRAN Cell Global Identification (TS 23.003 clause 19.6).
   *
   * @param plmn the network
   * @param eci 0 to 268435455
   */
  record Ecgi(Plmn plmn, int eci) implements UserLocation {
    /** The same as a place. */
    public EutranCell cell() {
      return new EutranCell(plmn, eci);
    }

    /** {@code 240-99-28036574}. */
    @Override
    public String toString() {
      return plmn.mcc() + '-' + plmn.mnc() + '-' + eci;
    }
  }

  /**
   * Type 130.
   *
   * @param tai tracking area
   * @param ecgi cell, whose network tells where the place is
   */
  record TaiAndEcgi(Tai tai, Ecgi ecgi) implements UserLocation {
    @Override
    public Plmn plmn() {
      return ecgi.plmn();
    }
  }
}
