package org.pna.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of a NAS: each may have 256 requests on their way, one an identifier. A request
 * without an answer is sent again as it is, so many times. For one thread.
 */
final class NasPorts implements Closeable {
  static final int IDENTIFIERS = 256;
  private static final int BUFFER = 4096;
  private static final int RECEIVE_BUFFER = 1 << 20;

  private final Selector selector = Selector.open();
  private final List<DatagramChannel> channels = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final Queue<Slot> free = new ArrayDeque<>();
  private final NasPacket packets;
  private final long patience;
  private final int tries;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private long nextLook = System.nanoTime();
  private int retransmissions;
  private int strays;

  /** Told of the end of each request. */
  interface Listener {
    /**
     * A request is over.
     *
     * @param index of the request, as it was sent
     * @param nanos from its first sending to the answer; -1 if none came
     */
    void ended(int index, long nanos);
  }

  /**
   * @param gateway where requests go
   * @param from the address to send from; null for any
   * @param ports how many sockets
   * @param patience after which a request is sent again
   * @param tries how often a request is sent at most, at least 1
   */
  NasPorts(
      InetSocketAddress gateway,
      @Nullable InetAddress from,
      String secret,
      int ports,
      Duration patience,
      int tries)
      throws IOException {
    this.packets = new NasPacket(secret);
    this.patience = patience.toNanos();
    this.tries = tries;
    for (int port = 0; port < ports; port++) {
      DatagramChannel channel = DatagramChannel.open();
      channels.add(channel);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      if (from != null) {
        channel.bind(new InetSocketAddress(from, 0));
      }
      channel.connect(gateway);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, port);
      for (int identifier = 0; identifier < IDENTIFIERS; identifier++) {
        Slot slot = new Slot(channel, identifier);
        slots.add(slot);
        free.add(slot);
      }
    }
  }

  private static final class Slot {
    private final DatagramChannel channel;
    private final int identifier;
    private byte @Nullable [] request;
    private int index;
    private int sent;
    private long first;
    private long last;

    private Slot(DatagramChannel channel, int identifier) {
      this.channel = channel;
      this.identifier = identifier;
    }
  }

  /** How many requests are on their way. */
  int open() {
    return slots.size() - free.size();
  }

  int retransmissions() {
    return retransmissions;
  }

  /** Datagrams that answered no request that was still open, or not rightly. */
  int strays() {
    return strays;
  }

  /**
   * Sends a request.
   *
   * @param index by which the listener knows it
   * @throws IllegalStateException if all identifiers are on their way
   */
  void send(int index, byte[] attributes) throws IOException {
    Slot slot = free.poll();
    if (slot == null) {
      throw new IllegalStateException("all identifiers are in use");
    }
    slot.request = packets.request(slot.identifier, attributes);
    slot.index = index;
    slot.sent = 0;
    slot.first = System.nanoTime();
    transmit(slot, slot.request, slot.first);
  }

  private void transmit(Slot slot, byte[] request, long now) throws IOException {
    slot.sent++;
    slot.last = now;
    try {
      slot.channel.write(ByteBuffer.wrap(request));
    } catch (PortUnreachableException e) {
      // nobody listens just now: as if it were lost on its way
    }
  }

  /** Reads what has come, waiting a little if nothing has, and sends again what is due. */
  void turn(Listener listener) throws IOException {
    if (selector.selectNow() == 0 && selector.select(10) == 0) {
      look(listener);
      return;
    }
    for (SelectionKey key : selector.selectedKeys()) {
      read((DatagramChannel) key.channel(), (Integer) key.attachment(), listener);
    }
    selector.selectedKeys().clear();
    look(listener);
  }

  private void read(DatagramChannel channel, int port, Listener listener) throws IOException {
    while (true) {
      buffer.clear();
      try {
        if (channel.read(buffer) <= 0) {
          return;
        }
      } catch (PortUnreachableException e) {
        return;
      }
      Slot slot = slots.get(port * IDENTIFIERS + (buffer.get(1) & 0xff));
      byte[] request = slot.request;
      if (request != null && packets.isResponse(buffer.array(), buffer.position(), request)) {
        end(slot, System.nanoTime() - slot.first, listener);
      } else {
        strays++;
      }
    }
  }

  private void look(Listener listener) throws IOException {
    long now = System.nanoTime();
    if (now - nextLook < 0) {
      return;
    }
    nextLook = now + patience / 10;
    for (Slot slot : slots) {
      byte[] request = slot.request;
      if (request == null || now - slot.last < patience) {
        continue;
      }
      if (slot.sent < tries) {
        retransmissions++;
        transmit(slot, request, now);
      } else {
        end(slot, -1, listener);
      }
    }
  }

  private void end(Slot slot, long nanos, Listener listener) {
    slot.request = null;
    free.add(slot);
    listener.ended(slot.index, nanos);
  }

  @Override
  public void close() throws IOException {
    for (DatagramChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
