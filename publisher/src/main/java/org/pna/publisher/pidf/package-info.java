/** Presence documents: RFC 3863, 4479, 4480, 4119 and OMA's extensions, and their differences. */
@NullMarked
package org.pna.publisher.pidf;

import org.jspecify.annotations.NullMarked;
