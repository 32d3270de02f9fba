/**
 * The truth test: a seeded world of subscribers speaks through the suppliers to the real route, on
 * a simulated clock, and what is published is compared with what is so, all the time.
 */
@NullMarked
package org.pna.truth;

import org.jspecify.annotations.NullMarked;
