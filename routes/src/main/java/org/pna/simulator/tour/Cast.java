package org.pna.simulator.tour;

import java.io.IOException;
import org.pna.simulator.SimulatedGmlc;
import org.pna.simulator.SimulatedHlr;
import org.pna.simulator.SimulatedHss;
import org.pna.simulator.SimulatedNas;
import org.pna.simulator.SimulatedNode;
import org.pna.simulator.SimulatedScscf;
import org.pna.simulator.SimulatedSwitch;
import org.pna.simulator.SimulatedWatcher;

/**
 * Who plays; their associations are active.
 *
 * @param vlr reports mobility
 * @param msc tells of calls
 * @param sgsn serves data first
 * @param newSgsn serves it after a move
 * @param ggsn accounts for sessions by mobile radio
 * @param pdg accounts for tunnels from wireless LANs
 * @param aaa the 3GPP AAA server: accounts for attachments to wireless LANs
 * @param hlr knows all but {@link DemoSubscriber#CAROL}, switched off and with both CSI provisioned
 *     for the gateway and not active
 * @param hss knows all, none of them registered
 * @param scscf serves {@link DemoSubscriber#DAVE}, who is not registered
 * @param gmlc knows where he is, and nobody else
 * @param gateway where the HLR finds it
 * @param watcher may see all and their locations
 * @param operator asks by hand
 */
public record Cast(
    SimulatedNode vlr,
    SimulatedSwitch msc,
    Sgsn sgsn,
    Sgsn newSgsn,
    SimulatedNas ggsn,
    SimulatedNas pdg,
    SimulatedNas aaa,
    SimulatedHlr hlr,
    SimulatedHss hss,
    SimulatedScscf scscf,
    SimulatedGmlc gmlc,
    SimulatedNode.Gateway gateway,
    SimulatedWatcher watcher,
    Operator operator) {
  /**
   * An SGSN.
   *
   * @param mobility its MAP side
   * @param sessions its CAP side
   */
  public record Sgsn(SimulatedNode mobility, SimulatedSwitch sessions) {
    String name() {
      return mobility.identity().toString();
    }
  }

  /** Somebody at the gateway's command line. */
  public interface Operator {
    /**
     * {@code ./pna query PRESENTITY}.
     *
     * @return what it prints
     * @throws IOException if the gateway does not answer
     */
    String query(String presentity) throws IOException;

    /**
     * {@code ./pna status}.
     *
     * @return what it prints
     * @throws IOException if the gateway does not answer
     */
    String status() throws IOException;
  }

  String hssName() {
    return "HSS " + hss.identity().host();
  }

  String scscfName() {
    return "S-CSCF " + scscf.address().replaceAll("^.*:", "");
  }

  String gmlcName() {
    return "GMLC " + gmlc.address().getPort();
  }

  String mscName() {
    return "MSC " + msc.globalTitle();
  }
}
