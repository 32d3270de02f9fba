package org.pna.transport.ss7;

import java.time.Duration;

/**
 * CAP on a link.
 *
 * @param subsystem own SCCP subsystem, 146 by TS 23.003
 * @param maxDialogues calls and GPRS relationships tracked at most; beyond it a new one goes on
 *     untracked (rule S1)
 * @param activityTest a call or relationship that was silent for so long is asked whether it lives
 * @param callAge the longest believable call; one that is older is given up
 * @param sessionAge a relationship that was silent for so long is given up
 * @param gatewayCalls whether the calls count that a GMSC tells of (T-CSI, rule T8); else they go
 *     on untracked
 */
public record CapSettings(
    int subsystem,
    int maxDialogues,
    Duration activityTest,
    Duration callAge,
    Duration sessionAge,
    boolean gatewayCalls) {}
