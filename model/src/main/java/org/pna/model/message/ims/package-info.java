/** What the S-CSCF tells of registrations (reference point Pi; TS 23.141 clause 4.3.6). */
@NullMarked
package org.pna.model.message.ims;

import org.jspecify.annotations.NullMarked;
