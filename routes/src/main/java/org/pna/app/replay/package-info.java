/** {@code ./pna replay}: recorded traces through the live route, on the trace's clock. */
@NullMarked
package org.pna.app.replay;

import org.jspecify.annotations.NullMarked;
