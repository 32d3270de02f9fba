package org.pna.simulator;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stands between a simulated node and the gateway, and keeps what they tell each other. */
final class M3uaTap implements Closeable {
  private static final int GATEWAY_HOST = 9;
  private static final int NODE_HOST = 1;

  private final ServerSocket listening;
  private final int gatewayPort;
  private final List<Socket> sockets = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();

  private record Frame(boolean fromGateway, byte[] message) {}

  M3uaTap(int gatewayPort) throws IOException {
    this.gatewayPort = gatewayPort;
    this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    start("m3ua-tap", this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void start(String name, Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // one of the two has closed
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket node = listening.accept();
      Socket gateway = new Socket(InetAddress.getLoopbackAddress(), gatewayPort);
      synchronized (this) {
        sockets.add(node);
        sockets.add(gateway);
      }
      start("m3ua-tap-in", () -> relay(gateway, node, true));
      start("m3ua-tap-out", () -> relay(node, gateway, false));
    }
  }

  private void relay(Socket from, Socket to, boolean fromGateway) throws IOException {
    try (from;
        to) {
      DataInputStream in = new DataInputStream(from.getInputStream());
      OutputStream out = to.getOutputStream();
      while (true) {
        M3uaMessage message = M3uaMessage.read(in);
        if (message.kind() == M3uaMessage.DATA) {
          keep(new Frame(fromGateway, message.bytes()));
        }
        out.write(message.bytes());
      }
    }
  }

  private synchronized void keep(Frame frame) {
    frames.add(frame);
  }

  /** Writes what was said, in its order. */
  synchronized void write(Path file) throws IOException {
    try (PcapWriter pcap = new PcapWriter(Files.newOutputStream(file))) {
      for (int i = 0; i < frames.size(); i++) {
        Frame frame = frames.get(i);
        int from = frame.fromGateway() ? GATEWAY_HOST : NODE_HOST;
        SctpFrame octets = new SctpFrame(from, GATEWAY_HOST + NODE_HOST - from, frame.message());
        octets.seal(i);
        pcap.write(i, octets.octets());
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
