package org.pna.endurance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.pna.simulator.NasExchange;

/**
 * GGSNs that do accounting over UDP: what was not answered is sent again, by turns as it was and
 * with another identifier.
 *
 * @param gateway where it goes
 */
record AccountingSenders(InetSocketAddress gateway, long seed)
    implements Senders<AccountingCourse> {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  @Override
  public AccountingCourse course(int number) {
    return new AccountingCourse(number, seed);
  }

  @Override
  public Sender<AccountingCourse> open() throws IOException {
    return new Ggsn(new NasExchange(gateway, GatewayFolder.RADIUS_SECRET, "10.0.0.9"));
  }

  /** It need not connect. */
  @Override
  public boolean awaitReachable(Duration patience) {
    return true;
  }

  @Override
  public void close() {}

  private static final class Ggsn implements Sender<AccountingCourse> {
    private final NasExchange exchange;
    private int sent;

    private Ggsn(NasExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void begin(AccountingCourse course) {
      exchange.begin(
          Objects.requireNonNull(course.status),
          course.session,
          Objects.requireNonNull(course.happened));
    }

    @Override
    public boolean send() throws IOException {
      boolean answered = exchange.send(PATIENCE);
      if (++sent % 2 == 0) { // at a kill, for half of them
        exchange.renew(Instant.now());
      }
      return answered;
    }

    @Override
    public void close() {
      exchange.close();
    }
  }
}
