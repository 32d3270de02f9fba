/** XML from the network, for all transports that carry it. */
@NullMarked
package org.pna.transport.xml.codec;

import org.jspecify.annotations.NullMarked;
