package org.pna.transport.sip;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.SipProvider;
import javax.sip.TransportNotSupportedException;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;

/** The open listening points of one stack, each with a provider of its own. */
final class JainSockets {
  private static final int TRIES_FOR_A_FREE_PORT = 5;

  private record Open(SipSocket socket, InetAddress address, SipProviderImpl provider) {}

  private final List<Open> open = new ArrayList<>();

  /**
   * Opens one more.
   *
   * @throws IOException if the address cannot be bound
   */
  void open(JainStack stack, SipListeningPoint point) throws IOException {
    InetAddress address = InetAddress.getByName(point.address());
    SipTransport transport = SipTransport.valueOf(point.transport().name());
    for (int tries = TRIES_FOR_A_FREE_PORT; ; tries--) {
      int port = point.port() == 0 ? freePort(transport, address) : point.port();
      if (transport != SipTransport.UDP) {
        tryToListen(address, port);
      }
      try {
        ListeningPoint listening =
            stack.createListeningPoint(address.getHostAddress(), port, transport.name());
        SipProvider provider = stack.createSipProvider(listening);
        open.add(
            new Open(
                new SipSocket(transport, text(address), port),
                address,
                (SipProviderImpl) provider));
        return;
      } catch (InvalidArgumentException e) {
        if (point.port() != 0 || tries <= 1) {
          throw new IOException(
              "cannot listen on %s %s:%d: %s"
                  .formatted(transport, text(address), port, e.getMessage()),
              e);
        }
      } catch (TransportNotSupportedException | ObjectInUseException e) {
        throw new IOException("cannot listen on " + transport + ": " + e.getMessage(), e);
      }
    }
  }

  /** The stack cannot be stopped any more once it has failed to listen. */
  private static void tryToListen(InetAddress address, int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, address)) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on TCP %s:%d: %s".formatted(text(address), port, e.getMessage()), e);
    }
  }

  /** The stack takes no port 0, so one is tried first. */
  private static int freePort(SipTransport transport, InetAddress address) throws IOException {
    if (transport != SipTransport.UDP) {
      try (ServerSocket socket = new ServerSocket(0, 1, address)) {
        return socket.getLocalPort();
      }
    }
    try (DatagramSocket socket = new DatagramSocket(0, address)) {
      return socket.getLocalPort();
    }
  }

  List<SipSocket> sockets() {
    return open.stream().map(Open::socket).toList();
  }

  List<SipProviderImpl> providers() {
    return open.stream().map(Open::provider).toList();
  }

  /** The socket at which a request came in, with the address that its sender can reach. */
  SipSocket socketOf(SipProvider provider, SIPRequest request) {
    for (Open one : open) {
      if (one.provider() == provider) {
        return one.address().isAnyLocalAddress()
            ? new SipSocket(
                one.socket().transport(),
                localAddressTowards(request.getPeerPacketSourceAddress(), one.socket().host()),
                one.socket().port())
            : one.socket();
      }
    }
    throw new IllegalStateException("unknown provider");
  }

  /** Which address of ours the kernel would use; sends nothing. */
  private static String localAddressTowards(@Nullable InetAddress peer, String otherwise) {
    try (DatagramSocket probe = new DatagramSocket()) {
      if (peer == null) {
        return otherwise;
      }
      probe.connect(new InetSocketAddress(peer, 5060));
      return text(probe.getLocalAddress());
    } catch (SocketException e) {
      return otherwise;
    }
  }

  /** Whether a request can go to that address by that transport. */
  boolean speaks(SipTransport transport, InetAddress to) {
    return open.stream().anyMatch(one -> fits(one, transport, to));
  }

  /** The provider that sends there: the preferred socket's if it fits, else the first that does. */
  Optional<SipProviderImpl> provider(SipSocket preferred, SipTransport transport, InetAddress to) {
    SipProviderImpl first = null;
    for (Open one : open) {
      if (fits(one, transport, to)) {
        if (one.socket().port() == preferred.port()
            && (one.address().isAnyLocalAddress()
                || one.socket().host().equals(preferred.host()))) {
          return Optional.of(one.provider());
        }
        first = first == null ? one.provider() : first;
      }
    }
    return Optional.ofNullable(first);
  }

  /** What a Via names when a request leaves by that provider. */
  SipSocket sentBy(SipProviderImpl provider, SipSocket preferred, InetAddress to) {
    for (Open one : open) {
      if (one.provider() == provider) {
        String host = one.socket().host();
        if (one.address().isAnyLocalAddress()) {
          host = preferred.host().equals(host) ? localAddressTowards(to, host) : preferred.host();
        }
        return new SipSocket(one.socket().transport(), host, one.socket().port());
      }
    }
    throw new IllegalStateException("unknown provider");
  }

  private static boolean fits(Open one, SipTransport transport, InetAddress to) {
    return one.socket().transport() == transport
        && one.address() instanceof Inet6Address == to instanceof Inet6Address;
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    text = scope < 0 ? text : text.substring(0, scope);
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }
}
