/**
 * OMA MLP over HTTP and HTTPS, by Camel's http and platform-http: requests go to location servers,
 * and their reports come in.
 */
@NullMarked
package org.pna.transport.mlp;

import org.jspecify.annotations.NullMarked;
