/** BER, TCAP and MAP codecs without a stack: shared by the live side and by replay. */
@NullMarked
package org.pna.transport.ss7.codec;

import org.jspecify.annotations.NullMarked;
