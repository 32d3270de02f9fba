/** The commands of {@code ./pna} and what they assemble. */
@NullMarked
package org.pna.app;

import org.jspecify.annotations.NullMarked;
