package org.pna.transport.diameter;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdiameter.api.Configuration;
import org.jdiameter.api.InternalException;
import org.jdiameter.client.api.IMessage;
import org.jdiameter.client.api.io.IConnection;
import org.jdiameter.client.api.io.IConnectionListener;
import org.jdiameter.client.api.io.TransportError;
import org.jdiameter.client.api.io.TransportException;
import org.jdiameter.client.api.parser.IMessageParser;
import org.jdiameter.client.api.parser.ParseException;
import org.jdiameter.common.api.concurrent.IConcurrentFactory;
import org.jspecify.annotations.Nullable;

/**
 * What jDiameter has for the connection to a peer: the peer's own socket, on which it sees the base
 * protocol only. Its own connection stays out of step after a wrong length, copies a long message
 * over and over, and spins while a peer does not read. Public because jDiameter makes it by name.
 */
public final class DiameterConnection implements IConnection {
  private final Peer peer;
  private final InetAddress remote;
  private final int port;
  private final IMessageParser parser;
  private final List<IConnectionListener> listeners = new CopyOnWriteArrayList<>();
  private final long created = System.currentTimeMillis();

  /** As jDiameter calls it for a peer of its table. */
  public DiameterConnection(
      Configuration configuration,
      IConcurrentFactory threads,
      InetAddress remote,
      int port,
      @Nullable InetAddress local,
      int localPort,
      IConnectionListener listener,
      IMessageParser parser,
      @Nullable String ref) {
    this(configuration, threads, remote, port, local, localPort, parser, ref);
    listeners.add(listener);
  }

  /** As jDiameter wants it to be there too. */
  public DiameterConnection(
      Configuration configuration,
      IConcurrentFactory threads,
      InetAddress remote,
      int port,
      @Nullable InetAddress local,
      int localPort,
      IMessageParser parser,
      @Nullable String ref) {
    this.peer = ((StackConfiguration) configuration).peer(remote, port);
    this.remote = remote;
    this.port = port;
    this.parser = parser;
    peer.attach(this);
  }

  @Override
  public void connect() throws TransportException {
    String fault = peer.connect();
    if (fault != null) {
      throw new TransportException(fault, TransportError.NetWorkError);
    }
    listeners.forEach(listener -> listener.connectionOpened(getKey()));
  }

  @Override
  public void disconnect() {
    peer.disconnect();
  }

  @Override
  public void release() {
    peer.disconnect();
    listeners.clear();
  }

  @Override
  public void sendMessage(IMessage message) throws TransportException {
    boolean isTaken;
    try {
      isTaken = peer.send(parser.encodeMessage(message).array());
    } catch (ParseException e) {
      throw new TransportException("not encoded", TransportError.FailedSendMessage, e);
    }
    if (!isTaken) {
      throw new TransportException("connection closed", TransportError.FailedSendMessage);
    }
  }

  /** A message of the base protocol for the stack; one that it cannot read says why. */
  @Nullable String deliver(byte[] octets) {
    try {
      IMessage message = parser.createMessage(java.nio.ByteBuffer.wrap(octets));
      listeners.forEach(listener -> listener.messageReceived(getKey(), message));
      return null;
    } catch (Exception e) {
      return e.getClass().getName();
    }
  }

  /** The peer's connection has ended. */
  void closed() {
    listeners.forEach(listener -> listener.connectionClosed(getKey(), List.of()));
  }

  @Override
  public long getCreatedTime() {
    return created;
  }

  @Override
  public String getKey() {
    return "aaa://" + peer.settings().host() + ':' + port;
  }

  @Override
  public boolean isNetworkInitiated() {
    return false;
  }

  @Override
  public boolean isConnected() {
    return peer.isConnected();
  }

  @Override
  public InetAddress getRemoteAddress() {
    return remote;
  }

  @Override
  public int getRemotePort() {
    return port;
  }

  @Override
  public void addConnectionListener(IConnectionListener listener) {
    listeners.add(listener);
  }

  @Override
  public void remAllConnectionListener() {
    listeners.clear();
  }

  @Override
  public void remConnectionListener(IConnectionListener listener) {
    listeners.remove(listener);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws InternalException {
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws InternalException {
    throw new InternalException("wraps nothing");
  }
}
