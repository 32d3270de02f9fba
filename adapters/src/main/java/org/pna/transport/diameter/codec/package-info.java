/** Diameter messages and those of Sh as octets, for the live side and for recorded traces alike. */
@NullMarked
package org.pna.transport.diameter.codec;

import org.jspecify.annotations.NullMarked;
