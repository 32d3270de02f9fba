/** Messages of CAP (3GPP TS 29.078), free of any stack. */
@NullMarked
package org.pna.model.message.cap;

import org.jspecify.annotations.NullMarked;
