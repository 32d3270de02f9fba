package org.pna.transport.radius;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A NAS by hand. */
final class NasSocket implements AutoCloseable {
  private final DatagramSocket socket;
  private final InetAddress address;
  private final int port;

  NasSocket(String address, int port) throws IOException {
    this.address = InetAddress.getByName(address);
    this.port = port;
    this.socket = new DatagramSocket(0, this.address);
    socket.setReceiveBufferSize(4 << 20);
  }

  void send(byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, address, port));
  }

  /** Sends, and waits for the answer. */
  byte @Nullable [] ask(byte[] datagram) throws IOException {
    send(datagram);
    return receive(5_000);
  }

  /** What comes within a time, or null. */
  byte @Nullable [] receive(int millis) throws IOException {
    socket.setSoTimeout(Math.max(1, millis));
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return null;
    }
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  @Override
  public void close() {
    socket.close();
  }
}
