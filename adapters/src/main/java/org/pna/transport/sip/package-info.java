/** The SIP stack (JAIN-SIP) behind {@link org.pna.model.sip}; no other package sees it. */
@NullMarked
package org.pna.transport.sip;

import org.jspecify.annotations.NullMarked;
