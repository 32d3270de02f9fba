/** What transports hand to adapters: decoded messages with the place and time of their hearing. */
@NullMarked
package org.pna.model.message;

import org.jspecify.annotations.NullMarked;
