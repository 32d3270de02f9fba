/** Our subscriptions to the event package {@code reg} at S-CSCFs (reference point Pi). */
@NullMarked
package org.pna.pi;

import org.jspecify.annotations.NullMarked;
