/** The embedded presence server (TS 23.141 clause 5.1): subscriptions and notifications. */
@NullMarked
package org.pna.publisher.server;

import org.jspecify.annotations.NullMarked;
