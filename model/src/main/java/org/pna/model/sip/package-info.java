/** The small SIP interface between the presence server and whatever stack carries it. */
@NullMarked
package org.pna.model.sip;

import org.jspecify.annotations.NullMarked;
