/**
 * RADIUS accounting as a Camel component (RFC 2866; reference points Pk, Pp and Pr of TS 23.141):
 * the only package that knows TinyRadius, which holds the socket and writes the answers.
 */
@NullMarked
package org.pna.transport.radius;

import org.jspecify.annotations.NullMarked;
