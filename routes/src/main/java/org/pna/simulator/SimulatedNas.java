package org.pna.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * A GGSN, PDG or 3GPP AAA server that accounts for its sessions (RFC 2866). It retries as such do:
 * the same datagram again. For one thread.
 */
public final class SimulatedNas implements Closeable {
  private final String address;
  private final NasPorts ports;

  /** Acct-Status-Type. */
  public enum Status {
    START(1),
    STOP(2),
    INTERIM_UPDATE(3),
    ACCOUNTING_ON(7),
    ACCOUNTING_OFF(8);

    private final int value;

    Status(int value) {
      this.value = value;
    }
  }

  /**
   * @param gateway where its requests go
   * @param secret shared with the gateway
   * @param address its NAS-IP-Address, dotted
   * @param patience after which a request is sent again
   * @param tries how often a request is sent at most
   * @param window requests that may be on their way at a time
   */
  public SimulatedNas(
      InetSocketAddress gateway,
      String secret,
      String address,
      Duration patience,
      int tries,
      int window)
      throws IOException {
    this.address = address;
    int sockets = (window + NasPorts.IDENTIFIERS - 1) / NasPorts.IDENTIFIERS;
    this.ports = new NasPorts(gateway, null, secret, sockets, patience, tries);
  }

  /**
   * A NAS that sends from its NAS-IP-Address, one request at a time, each of them once.
   *
   * @param own an IPv4 address of this machine
   * @param patience how long it waits for an answer
   */
  public SimulatedNas(InetSocketAddress gateway, String secret, InetAddress own, Duration patience)
      throws IOException {
    this.address = own.getHostAddress();
    this.ports = new NasPorts(gateway, own, secret, 1, patience, 1);
  }

  /** A NAS that sends a request three times, three seconds apart, and one at a time. */
  public SimulatedNas(InetSocketAddress gateway, String secret, String address) throws IOException {
    this(gateway, secret, address, Duration.ofSeconds(3), 3, 1);
  }

  /**
   * Reports something of a session, and waits.
   *
   * @return whether it was answered rightly
   */
  public boolean report(Status status, NasSession session) throws IOException {
    return await(attributes(status, session));
  }

  /**
   * Reports Accounting-On or Accounting-Off, and waits.
   *
   * @return whether it was answered rightly
   */
  public boolean report(Status status) throws IOException {
    return await(nas(status, address, Instant.now()).octets());
  }

  private boolean await(byte[] attributes) throws IOException {
    long[] nanos = {Long.MIN_VALUE};
    ports.send(0, attributes);
    while (nanos[0] == Long.MIN_VALUE) {
      ports.turn((index, took) -> nanos[0] = took);
    }
    return nanos[0] >= 0;
  }

  /** What it says of a session. */
  byte[] attributes(Status status, NasSession session) {
    return attributes(status, session, address, Instant.now());
  }

  /**
   * What a NAS says of a session.
   *
   * @param address its NAS-IP-Address, dotted
   * @param time of the event
   */
  static byte[] attributes(Status status, NasSession session, String address, Instant time) {
    NasAttributes attributes = nas(status, address, time);
    session.write(attributes);
    if (status == Status.STOP) {
      attributes.number(46, 600).number(49, 1).threeGpp(11, new byte[] {-1});
    }
    return attributes.octets();
  }

  private static NasAttributes nas(Status status, String address, Instant time) {
    return new NasAttributes()
        .number(40, status.value)
        .address(4, address)
        .number(55, time.getEpochSecond());
  }

  /** Its NAS-IP-Address. */
  public String address() {
    return address;
  }

  NasPorts ports() {
    return ports;
  }

  @Override
  public void close() throws IOException {
    ports.close();
  }
}
