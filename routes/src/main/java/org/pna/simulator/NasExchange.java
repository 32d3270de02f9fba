package org.pna.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;

/**
 * A NAS with one request on its way, which it sends again when it is told to: as it was, or with
 * another identifier and an Acct-Delay-Time (RFC 2866 clause 5.2). For one thread.
 */
public final class NasExchange implements Closeable {
  private static final int ACCT_DELAY_TIME = 41;
  private static final int LONGEST = 4096;

  private final DatagramSocket socket = new DatagramSocket();
  private final NasPacket packets;
  private final String address;
  private byte[] attributes = {};
  private byte[] request = {};
  private Instant happened = Instant.EPOCH;
  private int identifier;

  /**
   * @param gateway where its requests go
   * @param secret shared with the gateway
   * @param address its NAS-IP-Address, dotted
   */
  public NasExchange(InetSocketAddress gateway, String secret, String address) throws IOException {
    this.packets = new NasPacket(secret);
    this.address = address;
    socket.connect(gateway);
  }

  /**
   * Another request is to be sent.
   *
   * @param time of the event
   */
  public void begin(SimulatedNas.Status status, NasSession session, Instant time) {
    happened = time;
    attributes = SimulatedNas.attributes(status, session, address, time);
    request = packets.request(++identifier & 0xff, attributes);
  }

  /** The same is to be sent with another identifier. */
  public void renew(Instant now) {
    long delay = Duration.between(happened, now).toSeconds();
    byte[] late = new NasAttributes().raw(attributes).number(ACCT_DELAY_TIME, delay).octets();
    request = packets.request(++identifier & 0xff, late);
  }

  /**
   * Sends the request, and waits.
   *
   * @return whether it was answered rightly in time
   */
  public boolean send(Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    DatagramPacket answer = new DatagramPacket(new byte[LONGEST], LONGEST);
    try {
      socket.send(new DatagramPacket(request, request.length));
      while (true) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        socket.setSoTimeout((int) left);
        answer.setLength(LONGEST);
        socket.receive(answer);
        if (packets.isResponse(answer.getData(), answer.getLength(), request)) {
          return true;
        }
      }
    } catch (SocketTimeoutException | PortUnreachableException e) {
      return false; // nobody listens just now, or nobody answers
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
