/**
 * Reference point Ph as far as we are the ones who ask (TS 23.141 clause 4.3.5): questions to the
 * home location registers, and the arming of their subscribers' reports.
 */
@NullMarked
package org.pna.ph;

import org.jspecify.annotations.NullMarked;
