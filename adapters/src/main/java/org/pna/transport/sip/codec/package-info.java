/** What the S-CSCF sends, for the live side and for recorded traces alike; knows no stack. */
@NullMarked
package org.pna.transport.sip.codec;

import org.jspecify.annotations.NullMarked;
