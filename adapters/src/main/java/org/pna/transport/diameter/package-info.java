/** The live Diameter stack (jDiameter) behind the Camel component {@code diameter:}. */
@NullMarked
package org.pna.transport.diameter;

import org.jspecify.annotations.NullMarked;
