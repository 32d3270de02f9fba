/** Messages of MAP (3GPP TS 29.002), free of any stack. */
@NullMarked
package org.pna.model.message.map;

import org.jspecify.annotations.NullMarked;
