/**
 * What every part of the gateway speaks: identities, reports, facts and their evidence. JDK only.
 */
@NullMarked
package org.pna.model;

import org.jspecify.annotations.NullMarked;
