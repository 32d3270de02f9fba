/**
 * A tour through what the gateway does, told by the elements around it; it speaks to sockets only.
 */
@NullMarked
package org.pna.simulator.tour;

import org.jspecify.annotations.NullMarked;
