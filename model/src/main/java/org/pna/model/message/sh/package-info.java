/** Messages of Sh, reference point Ph (3GPP TS 29.328 and TS 29.329), free of any stack. */
@NullMarked
package org.pna.model.message.sh;

import org.jspecify.annotations.NullMarked;
