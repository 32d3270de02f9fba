/** Reference point Pr: the accounting of 3GPP AAA servers (TS 23.141 clause 4.3.12). */
@NullMarked
package org.pna.adapter.pr;

import org.jspecify.annotations.NullMarked;
