/**
 * Subscriptions to what the home subscriber servers know (TS 29.328 clause 6.1.3): who is
 * registered in the IMS is told to us as it changes.
 */
@NullMarked
package org.pna.ph.sh;

import org.jspecify.annotations.NullMarked;
