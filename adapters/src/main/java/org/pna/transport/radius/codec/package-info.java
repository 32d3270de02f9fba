/**
 * RADIUS accounting in octets (RFC 2865, RFC 2866, 3GPP TS 29.061 clause 16.4), free of any stack
 * and of Camel, so that recorded traces are read by the same code.
 */
@NullMarked
package org.pna.transport.radius.codec;

import org.jspecify.annotations.NullMarked;
