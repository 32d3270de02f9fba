/** Reference point Pc (TS 23.141 clause 4.3.10): what MSC and VLR tell. */
@NullMarked
package org.pna.adapter.pc;

import org.jspecify.annotations.NullMarked;
