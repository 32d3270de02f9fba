package org.pna.transport.ss7;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Cuts a TCP stream into M3UA messages. jSS7 would carry half a message over to the next
 * connection, and stay out of step for ever after one it cannot decode.
 */
final class M3uaFraming extends ByteToMessageDecoder {
  private final MapMeters meters;
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  M3uaFraming(MapMeters meters) {
    this.meters = meters;
  }

  /** Completes when every handler of the channel knows that it is closed. */
  CompletableFuture<Void> gone() {
    return gone;
  }

  @Override
  public void channelUnregistered(ChannelHandlerContext context) {
    context.fireChannelUnregistered();
    gone.complete(null);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // A channel that does not close is closed already.
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < M3uaFrame.HEADER) {
      return;
    }
    int length = M3uaFrame.length(in);
    if (length < 0) {
      meters.stopped("m3ua", "out-of-step");
      in.skipBytes(in.readableBytes());
      context.close();
    } else if (in.readableBytes() >= length) {
      out.add(in.readRetainedSlice(length));
    }
  }
}
