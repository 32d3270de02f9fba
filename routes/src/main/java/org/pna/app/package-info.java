/** The command line: what an operator types. */
@NullMarked
package org.pna.app;

import org.jspecify.annotations.NullMarked;
