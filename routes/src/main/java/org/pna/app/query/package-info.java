/** What the home location register says of a subscriber, for {@code ./pna query}. */
@NullMarked
package org.pna.app.query;

import org.jspecify.annotations.NullMarked;
