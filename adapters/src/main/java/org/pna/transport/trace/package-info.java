/**
 * Recorded traces: capture files down to SCCP messages and TCAP dialogues, on the trace's clock.
 */
@NullMarked
package org.pna.transport.trace;

import org.jspecify.annotations.NullMarked;
