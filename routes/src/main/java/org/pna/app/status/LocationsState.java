package org.pna.app.status;

import java.util.List;

/**
 * How it fares with locations (reference point Pl).
 *
 * @param located SIMs that are located
 * @param port where reports are posted to; 0: none are taken
 * @param gmlcs each location server
 */
public record LocationsState(int located, int port, List<GmlcState> gmlcs) {
  public LocationsState {
    gmlcs = List.copyOf(gmlcs);
  }

  /**
   * How it fares with one location server.
   *
   * @param name the operator's
   * @param rate requests a second that it is given now
   * @param underWay requests that wait for its answer
   * @param waiting SIMs that are to be asked about some time
   * @param closed whether it does not let us ask
   */
  public record GmlcState(String name, int rate, int underWay, int waiting, boolean closed) {}
}
