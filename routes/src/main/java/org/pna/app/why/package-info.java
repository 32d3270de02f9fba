/** Why a presentity's document says what it says, for {@code ./pna why}. */
@NullMarked
package org.pna.app.why;

import org.jspecify.annotations.NullMarked;
