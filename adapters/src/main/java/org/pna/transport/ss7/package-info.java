/** The live SS7 stack (jSS7) behind the Camel component {@code map:}; no other package sees it. */
@NullMarked
package org.pna.transport.ss7;

import org.jspecify.annotations.NullMarked;
