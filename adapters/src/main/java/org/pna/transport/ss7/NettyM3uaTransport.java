package org.pna.transport.ss7;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mobicents.protocols.api.Association;
import org.mobicents.protocols.sctp.netty.NettyAssociationImpl;
import org.mobicents.protocols.sctp.netty.NettySctpManagementImpl;

/**
 * The associations' sockets. Its threads are daemons; every TCP channel gets {@link M3uaFraming}
 * before its first octet; an association that takes any peer takes the one that comes; and of two
 * channels for one association both are closed, since the older one's end would otherwise take the
 * younger one's association down. jSS7 looks for "Netty" in this class's name.
 */
final class NettyM3uaTransport extends NettySctpManagementImpl {
  private final EventLoopGroup loops;
  private final ScheduledThreadPoolExecutor connector;
  private final MapMeters meters;
  private final Map<Integer, NettyAssociationImpl> anyPeer = new ConcurrentHashMap<>();
  private final Map<String, Channel> accepted = new ConcurrentHashMap<>();

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

  /** Prepares a channel; false if it is not wanted. */
  private boolean prepare(SocketChannel channel) {
    channel.pipeline().addFirst(new M3uaFraming(meters));
    InetSocketAddress peer = channel.remoteAddress();
    if (peer == null) {
      return true;
    }
    int port = channel.localAddress().getPort();
    String host = peer.getAddress().getHostAddress();
    NettyAssociationImpl taker = anyPeer.get(port);
    if (taker != null) {
      taker.setPeerAddress(host);
    }
    Channel before = accepted.putIfAbsent(port + "/" + host, channel);
    if (before == null) {
      channel.closeFuture().addListener(closed -> accepted.remove(port + "/" + host, channel));
      return true;
    }
    before.close();
    return false;
  }

  private final class Loops extends NioEventLoopGroup {
    Loops(int threads, String name) {
      super(threads, new DefaultThreadFactory("m3ua-" + name, true));
    }

    @Override
    public ChannelFuture register(@Nullable Channel channel) {
      if (channel instanceof SocketChannel tcp && !prepare(tcp)) {
        tcp.unsafe().closeForcibly();
      }
      return super.register(channel);
    }
  }
}
