/**
 * The other side of the wires: network elements, a SIP watcher and load, with their own framing of
 * M3UA, SCCP and SIP, so that a fault of the gateway's stacks cannot hide behind its twin here.
 */
@NullMarked
package org.pna.simulator;

import org.jspecify.annotations.NullMarked;
