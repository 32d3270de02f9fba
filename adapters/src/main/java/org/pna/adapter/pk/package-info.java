/** Reference point Pk: the accounting of GGSN and PGW (TS 23.141 clause 4.3.11). */
@NullMarked
package org.pna.adapter.pk;

import org.jspecify.annotations.NullMarked;
