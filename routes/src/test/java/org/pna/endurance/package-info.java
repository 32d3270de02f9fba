/** The gateway as a process of its own: killed, restarted and overrun. */
@NullMarked
package org.pna.endurance;

import org.jspecify.annotations.NullMarked;
