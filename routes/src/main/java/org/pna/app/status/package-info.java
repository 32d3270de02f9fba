/** How the gateway fares, for {@code ./pna status}. */
@NullMarked
package org.pna.app.status;

import org.jspecify.annotations.NullMarked;
