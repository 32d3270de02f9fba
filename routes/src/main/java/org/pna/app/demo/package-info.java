/** {@code ./pna demo}: a gateway on loopback and the other side of its wires. */
@NullMarked
package org.pna.app.demo;

import org.jspecify.annotations.NullMarked;
