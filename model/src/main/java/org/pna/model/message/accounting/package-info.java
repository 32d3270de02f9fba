/** RADIUS accounting (RFC 2866, 3GPP TS 29.061 and TS 29.161), free of any stack. */
@NullMarked
package org.pna.model.message.accounting;

import org.jspecify.annotations.NullMarked;
