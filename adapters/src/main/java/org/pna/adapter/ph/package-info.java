/**
 * Reference point Ph (TS 23.141 clause 4.3.5): what the home location register and the home
 * subscriber server answer and tell.
 */
@NullMarked
package org.pna.adapter.ph;

import org.jspecify.annotations.NullMarked;
