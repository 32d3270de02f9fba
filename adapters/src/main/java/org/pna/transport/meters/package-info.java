/** What all transports count and log alike. */
@NullMarked
package org.pna.transport.meters;

import org.jspecify.annotations.NullMarked;
