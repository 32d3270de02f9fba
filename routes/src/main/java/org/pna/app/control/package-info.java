/** The control socket, by which commands ask the running gateway. */
@NullMarked
package org.pna.app.control;

import org.jspecify.annotations.NullMarked;
