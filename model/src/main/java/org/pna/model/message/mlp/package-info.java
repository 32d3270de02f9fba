/** Messages of OMA MLP, reference point Pl (TS 23.141 clause 4.3.8), free of any stack. */
@NullMarked
package org.pna.model.message.mlp;

import org.jspecify.annotations.NullMarked;
