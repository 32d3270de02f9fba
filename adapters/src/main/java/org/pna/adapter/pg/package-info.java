/** Reference point Pg (TS 23.141 clause 4.3.9): what the SGSN tells. */
@NullMarked
package org.pna.adapter.pg;

import org.jspecify.annotations.NullMarked;
