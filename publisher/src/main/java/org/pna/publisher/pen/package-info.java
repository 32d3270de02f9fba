/** Reference point Pen (TS 23.141 clause 4.3.2): takes partial updates and makes them durable. */
@NullMarked
package org.pna.publisher.pen;

import org.jspecify.annotations.NullMarked;
