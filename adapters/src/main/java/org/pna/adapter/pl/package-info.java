/** Reference point Pl (TS 23.141 clause 4.3.8): what location servers tell. */
@NullMarked
package org.pna.adapter.pl;

import org.jspecify.annotations.NullMarked;
