package org.pna.transport.ss7;

import java.util.ArrayList;
import java.util.List;
import org.restcomm.protocols.ss7.mtp.Mtp3PausePrimitive;
import org.restcomm.protocols.ss7.mtp.Mtp3ResumePrimitive;
import org.restcomm.protocols.ss7.mtp.Mtp3TransferPrimitive;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPart;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPartBaseImpl;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPartListener;

/** MTP3 without a socket: what is injected is handled before the call returns. */
final class MemoryNetwork implements Mtp3Network {
  private final List<Mtp3TransferPrimitive> sent = new ArrayList<>();
  private Mtp3UserPartListener upper;
  private UserPart part;

  @Override
  public Mtp3UserPart open(Mtp3UserPartListener listener) throws LinkStartException {
    upper = listener;
    part = new UserPart();
    try {
      part.start();
    } catch (Exception e) {
      throw new LinkStartException("memory", e);
    }
    return part;
  }

  @Override
  public void activate() {}

  @Override
  public List<LinkState> states() {
    return List.of();
  }

  @Override
  public void close() {
    try {
      part.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hands up a message: service information octet, routing label, user data. */
  void inject(byte[] mtp3) {
    upper.onMtp3TransferMessage(
        part.getMtp3TransferPrimitiveFactory().createMtp3TransferPrimitive(mtp3));
  }

  /** Says that a point code cannot be reached. */
  void pause(int pointCode) {
    upper.onMtp3PauseMessage(new Mtp3PausePrimitive(pointCode));
  }

  /** Says that it can be reached again. */
  void resume(int pointCode) {
    upper.onMtp3ResumeMessage(new Mtp3ResumePrimitive(pointCode));
  }

  /** What was sent since the last call. */
  synchronized List<Mtp3TransferPrimitive> sent() {
    List<Mtp3TransferPrimitive> copy = List.copyOf(sent);
    sent.clear();
    return copy;
  }

  private synchronized void add(Mtp3TransferPrimitive message) {
    sent.add(message);
  }

  private final class UserPart extends Mtp3UserPartBaseImpl {
    UserPart() {
      super(null, null);
    }

    @Override
    public void sendMessage(Mtp3TransferPrimitive message) {
      add(message);
    }
  }
}
