package org.pna.simulator;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** M3UA Protocol Data (RFC 4666 clause 3.3.1): MTP3 label and the SCCP message. */
final class ProtocolData {
  private static final int SERVICE_SCCP = 3;
  private static final int LABEL_LENGTH = 12;

  final int opc;
  final int dpc;
  final int networkIndicator;
  final int sls;
  final byte[] sccp;

  ProtocolData(int opc, int dpc, int networkIndicator, int sls, byte[] sccp) {
    this.opc = opc;
    this.dpc = dpc;
    this.networkIndicator = networkIndicator;
    this.sls = sls;
    this.sccp = sccp;
  }

  /** The DATA message that carries it. */
  M3uaMessage message(@Nullable Long routingContext) {
    byte[] value =
        ByteBuffer.allocate(LABEL_LENGTH + sccp.length)
            .putInt(opc)
            .putInt(dpc)
            .put((byte) SERVICE_SCCP)
            .put((byte) networkIndicator)
            .put((byte) 0)
            .put((byte) sls)
            .put(sccp)
            .array();
    return M3uaMessage.of(M3uaMessage.DATA)
        .with(M3uaMessage.ROUTING_CONTEXT, routingContext)
        .with(M3uaMessage.PROTOCOL_DATA, value);
  }

  /** What a DATA message carries, or null if it is not for SCCP. */
  static @Nullable ProtocolData of(M3uaMessage data) {
    byte[] value = data.parameter(M3uaMessage.PROTOCOL_DATA);
    if (value == null || value.length < LABEL_LENGTH) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(value);
    int opc = in.getInt();
    int dpc = in.getInt();
    int service = in.get();
    int networkIndicator = in.get();
    in.get();
    int sls = in.get() & 0xff;
    byte[] sccp = new byte[in.remaining()];
    in.get(sccp);
    return service == SERVICE_SCCP ? new ProtocolData(opc, dpc, networkIndicator, sls, sccp) : null;
  }
}
