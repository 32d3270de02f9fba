/** OMA MLP 3.0 to 3.5, from octets to records and back; knows neither HTTP nor Camel. */
@NullMarked
package org.pna.transport.mlp.codec;

import org.jspecify.annotations.NullMarked;
