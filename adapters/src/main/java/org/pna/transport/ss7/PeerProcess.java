package org.pna.transport.ss7;

import io.netty.buffer.ByteBuf;

/**
 * State of the application server process at the other side (RFC 4666 clause 4.3.1), as its own
 * messages move it. jSS7 throws at one that is out of turn, after it has acknowledged it.
 */
final class PeerProcess {
  private static final int UP = 0x0301;
  private static final int DOWN = 0x0302;
  private static final int ACTIVE = 0x0401;
  private static final int INACTIVE = 0x0402;

  private boolean isUp;
  private boolean isActive;

  /** A new connection begins. */
  void down() {
    isUp = false;
    isActive = false;
  }

  /** Whether a sound message is in its turn; if so, moves on. */
  boolean takes(ByteBuf message) {
    switch (message.getUnsignedShort(message.readerIndex() + 2)) {
      case UP -> {
        isUp = true;
        isActive = false;
      }
      case DOWN -> down();
      case ACTIVE -> {
        isActive = isUp;
        return isUp;
      }
      case INACTIVE -> {
        boolean inTurn = isActive;
        isActive = false;
        return inTurn;
      }
      default -> {}
    }
    return true;
  }
}
