/** Reference point Pi: the S-CSCF (TS 23.141 clause 4.3.6). */
@NullMarked
package org.pna.adapter.pi;

import org.jspecify.annotations.NullMarked;
