/** What is asked of the network's reporting on a presentity, for {@code ./pna reporting}. */
@NullMarked
package org.pna.app.reporting;

import org.jspecify.annotations.NullMarked;
