package org.pna.transport.ss7;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mobicents.protocols.api.Association;
import org.mobicents.protocols.sctp.netty.NettyAssociationImpl;
import org.mobicents.protocols.sctp.netty.NettySctpManagementImpl;

/**
 * The associations' sockets. Its threads are daemons; every TCP channel gets {@link M3uaFraming}
 * before its first octet; an association that takes any peer takes the one that comes; and of two
 * channels for one association the younger waits until the older is gone, whose end would otherwise
 * take the association down again. jSS7 looks for "Netty" in this class's name.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's futures: what fails closes its channel.
final class NettyM3uaTransport extends NettySctpManagementImpl {
  private final EventLoopGroup loops;
  private final ScheduledThreadPoolExecutor connector;
  private final MapMeters meters;
  private final Map<Integer, NettyAssociationImpl> anyPeer = new ConcurrentHashMap<>();
  private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();

  NettyM3uaTransport(String name, int associations, MapMeters meters) throws IOException {
    super(name);
    this.meters = meters;
    int threads = 1 + Math.min(associations, Runtime.getRuntime().availableProcessors());
    this.loops = new Loops(threads, name);
    // A reconnection due while we stop is not wanted: it is dropped, not thrown at Netty.
    this.connector =
        new ScheduledThreadPoolExecutor(
            1,
            new DefaultThreadFactory("m3ua-connect-" + name, true),
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Lets an association take whoever connects to its server's port. */
  void acceptAnyPeer(int port, Association association) {
    anyPeer.put(port, (NettyAssociationImpl) association);
  }

  @Override
  protected EventLoopGroup getBossGroup() {
    return loops;
  }

  @Override
  protected EventLoopGroup getWorkerGroup() {
    return loops;
  }

  @Override
  protected ScheduledExecutorService getClientExecutor() {
    return connector;
  }

  @Override
  public void stop() throws Exception {
    try {
      super.stop();
    } finally {
      connector.shutdownNow();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private final class Loops extends NioEventLoopGroup {
    Loops(int threads, String name) {
      super(threads, new DefaultThreadFactory("m3ua-" + name, true));
    }

    @Override
    public ChannelFuture register(Channel channel) {
      if (!(channel instanceof SocketChannel tcp)) {
        return super.register(channel);
      }
      M3uaFraming framing = new M3uaFraming(meters);
      tcp.pipeline().addFirst(framing);
      InetSocketAddress peer = tcp.remoteAddress();
      if (peer == null) {
        return super.register(channel);
      }
      int port = tcp.localAddress().getPort();
      String host = peer.getAddress().getHostAddress();
      NettyAssociationImpl taker = anyPeer.get(port);
      if (taker != null) {
        taker.setPeerAddress(host);
      }
      String key = port + "/" + host;
      Accepted now = new Accepted(tcp, framing.gone());
      Accepted before = accepted.put(key, now);
      now.gone().thenRun(() -> accepted.remove(key, now));
      ChannelPromise registered = new DefaultChannelPromise(tcp, GlobalEventExecutor.INSTANCE);
      registered.addListener(
          done -> {
            if (!done.isSuccess()) {
              now.gone().complete(null);
            }
          });
      if (before == null) {
        register(registered);
      } else {
        before.channel().close();
        before.gone().thenRun(() -> register(registered));
      }
      return registered;
    }
  }

  private record Accepted(Channel channel, CompletableFuture<Void> gone) {}
}
