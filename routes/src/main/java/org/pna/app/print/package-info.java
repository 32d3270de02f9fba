/** How the commands write for people. */
@NullMarked
package org.pna.app.print;

import org.jspecify.annotations.NullMarked;
