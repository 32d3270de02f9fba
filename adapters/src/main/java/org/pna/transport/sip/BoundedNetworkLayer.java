package org.pna.transport.sip;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Gives the stack its sockets, counted, that do not wait for ever. */
final class BoundedNetworkLayer implements NetworkLayer {
  private static final int CONNECT_MILLIS = 3_000;

  private final Connections connections;

  private final @Nullable SipTls tls;

  BoundedNetworkLayer(Connections connections, @Nullable SipTls tls) {
    this.connections = connections;
    this.tls = tls;
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
      throws IOException {
    ServerSocket socket = new BoundedServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(address, port), backlog);
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    return createSocket(address, port, null, 0);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, @Nullable InetAddress local)
      throws IOException {
    return createSocket(address, port, local, 0);
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, @Nullable InetAddress local, int localPort)
      throws IOException {
    WatchedSocket socket = new WatchedSocket(connections);
    if (!connections.admit(socket)) {
      throw new ConnectException("too many SIP connections");
    }
    try {
      if (local != null) {
        socket.bind(new InetSocketAddress(local, localPort));
      }
      socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
      socket.tune();
    } catch (IOException e) {
      socket.closeQuietly();
      throw e;
    }
    return socket;
  }

  @Override
  public DatagramSocket createDatagramSocket() throws SocketException {
    return new DatagramSocket();
  }

  @Override
  public DatagramSocket createDatagramSocket(int port, InetAddress address) throws SocketException {
    return new DatagramSocket(port, address);
  }

  @Override
  public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address)
      throws IOException {
    SSLServerSocket socket = new TlsServerSocket(connections, factory());
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(address, port), backlog);
    return socket;
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
    return createSSLSocket(address, port, null);
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port, @Nullable InetAddress local)
      throws IOException {
    SSLSocketFactory factory = factory();
    Socket plain = createSocket(address, port, local);
    SSLSocket secured =
        (SSLSocket) factory.createSocket(plain, address.getHostAddress(), port, true);
    secured.setEnabledProtocols(TlsServerSocket.PROTOCOLS);
    return secured;
  }

  private SSLSocketFactory factory() throws IOException {
    if (tls == null) {
      throw new IOException("no TLS");
    }
    return tls.context().getSocketFactory();
  }

  @Override
  public void setSipStack(SipStackImpl stack) {}

  private final class BoundedServerSocket extends ServerSocket {
    BoundedServerSocket() throws IOException {}

    @Override
    public Socket accept() throws IOException {
      while (true) {
        WatchedSocket socket = new WatchedSocket(connections);
        implAccept(socket);
        if (connections.admit(socket)) {
          socket.tune();
          return socket;
        }
        socket.closeQuietly();
      }
    }
  }
}
