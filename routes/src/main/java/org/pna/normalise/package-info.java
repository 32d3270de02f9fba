/** Pure rules: the facts held and one report give new facts and the PIDF elements they mean. */
@NullMarked
package org.pna.normalise;

import org.jspecify.annotations.NullMarked;
