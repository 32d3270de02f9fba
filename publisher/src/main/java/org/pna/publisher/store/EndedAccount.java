package org.pna.publisher.store;

import java.time.Instant;
import org.pna.model.message.accounting.Nas;

/**
 * A session that is over, kept so that what comes late does not begin it again (rule T3).
 *
 * @param nas the gateway
 * @param id Acct-Session-Id
 * @param order when it ended, by the gateway's clock
 */
public record EndedAccount(Nas nas, String id, Instant order) {}
