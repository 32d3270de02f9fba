/** What an operator writes, {@code pna.yaml} and the subscribers' file: read, judged and typed. */
@NullMarked
package org.pna.app.config;

import org.jspecify.annotations.NullMarked;
