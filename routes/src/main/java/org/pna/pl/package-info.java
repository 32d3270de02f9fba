/** Reference point Pl as far as we are the ones who ask: of whom a location is wanted, and when. */
@NullMarked
package org.pna.pl;

import org.jspecify.annotations.NullMarked;
