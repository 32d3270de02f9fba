/** The Camel routes from transports to Pen, and the steps they are made of. */
@NullMarked
package org.pna.routes;

import org.jspecify.annotations.NullMarked;
