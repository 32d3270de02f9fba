/** Reference point Pp: the accounting of PDGs (TS 23.141 clause 4.3.13). */
@NullMarked
package org.pna.adapter.pp;

import org.jspecify.annotations.NullMarked;
