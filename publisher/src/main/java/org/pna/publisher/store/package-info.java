/** What is kept of each presentity, and the one way it is written. */
@NullMarked
package org.pna.publisher.store;

import org.jspecify.annotations.NullMarked;
