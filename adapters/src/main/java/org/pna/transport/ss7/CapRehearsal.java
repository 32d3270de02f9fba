package org.pna.transport.ss7;

import static org.pna.transport.ss7.codec.BerWriter.element;
import static org.pna.transport.ss7.codec.BerWriter.integer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.NetworkMessage;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.mtp.Mtp3TransferPrimitive;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPart;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPartBaseImpl;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPartListener;

/**
 * Has calls of nobody go the way of a call, on a node of their own without a network, before the
 * first real one comes. A virtual machine that goes that way for the first time takes longer than a
 * call may wait (rule S1).
 */
final class CapRehearsal {
  static final int CALLS = 3_000;

  private static final int SCCP = 3;
  private static final int COLLECTED_INFO = 2;
  private static final int O_DISCONNECT = 9;
  private static final byte[] IMSI = HexFormat.of().parseHex("00010100000000f0");
  private static final byte[] NUMBER = HexFormat.of().parseHex("9110000000");
  private static final byte[] SWITCH = HexFormat.of().parseHex("1292001204" + "10000000");

  private final Ss7Link link;
  private final CapSettings settings;
  private final SimpleMeterRegistry counted = new SimpleMeterRegistry();
  private final Nowhere nowhere = new Nowhere();

  private CapRehearsal(Ss7Link real, CapSettings settings, Path folder) {
    this.settings = settings;
    this.link =
        new Ss7Link(
            real.name(),
            folder,
            real.networkIndicator(),
            real.pointCode(),
            real.globalTitle(),
            real.subsystem(),
            real.associations(),
            real.maxDialogues(),
            real.dialogueIdle(),
            real.answerDeadline(),
            AllowList.ALL,
            settings,
            real.queries());
  }

  /** Rehearses; a failure is told and harms nothing. */
  static void of(Ss7Link link, CapSettings settings, CapMeters meters) {
    Path folder = link.dataDirectory().resolve("rehearsal");
    try {
      new CapRehearsal(link, settings, folder).run();
      delete(folder);
    } catch (LinkStartException | MalformedMessageException | IOException | RuntimeException e) {
      meters.failed("rehearsal", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private void run() throws LinkStartException, MalformedMessageException {
    InstantSource clock = InstantSource.system();
    MapMeters below = new MapMeters(counted, link.name());
    Refusals refusals = new Refusals(refusal -> {}, link.name(), clock, below);
    Ss7Node node = new Ss7Node(link, below, nowhere, refusals);
    CapMeters meters = new CapMeters(counted, link.name());
    CapSubsystem subsystem =
        new CapSubsystem(
            node,
            settings,
            meters,
            new Nothing(),
            new Nobody(),
            clock,
            (delay, task) -> () -> {}); // it is over before anything is due
    node.attach(subsystem);
    try {
      for (int i = 1; i <= CALLS; i++) {
        nowhere.hear(message(TcapWriter.begin(i, CapContext.V4.identifier(), initialDp())));
        TcapMessage answer = Tcap.decode(nowhere.answer());
        if (answer.kind() != TcapMessage.Kind.CONTINUE) {
          throw new IllegalStateException("a call was not followed");
        }
        nowhere.hear(message(TcapWriter.continuing(i, answer.otid(), null, disconnect())));
      }
    } finally {
      node.detach(subsystem);
    }
  }

  private static byte[] initialDp() {
    return TcapWriter.invoke(
        1,
        0,
        element(
            0x30,
            integer(0x80, 1),
            integer(0x9c, COLLECTED_INFO),
            element(0x9f32, IMSI),
            element(0x9f36, new byte[] {1}),
            element(0x9f37, NUMBER)));
  }

  private static byte[] disconnect() {
    byte[] leg = element(0xa3, element(0x81, new byte[] {1}));
    return TcapWriter.invoke(2, 24, element(0x30, integer(0x80, O_DISCONNECT), leg));
  }

  /** A unitdata of a switch (Q.713 clause 4.10). */
  private byte[] message(byte[] tcap) {
    byte[] called = {0x42, (byte) settings.subsystem()};
    ByteArrayOutputStream unitdata = new ByteArrayOutputStream();
    int calling = 3 + called.length;
    unitdata.writeBytes(new byte[] {0x09, 1, 3, (byte) calling, (byte) (calling + SWITCH.length)});
    for (byte[] part : List.of(called, SWITCH, tcap)) {
      unitdata.write(part.length);
      unitdata.writeBytes(part);
    }
    return unitdata.toByteArray();
  }

  /** A network that leads nowhere, and keeps what was sent last. */
  private final class Nowhere extends Mtp3UserPartBaseImpl implements Mtp3Network {
    private @Nullable Mtp3UserPartListener upper;
    private byte[] sent = {};

    Nowhere() {
      super(null, null);
    }

    @Override
    public Mtp3UserPart open(Mtp3UserPartListener listener) throws LinkStartException {
      upper = listener;
      try {
        start();
      } catch (Exception e) {
        throw new LinkStartException("rehearsal", e);
      }
      return this;
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
        stop();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void sendMessage(Mtp3TransferPrimitive message) {
      sent = message.getData();
    }

    void hear(byte[] sccp) {
      Mtp3UserPartListener listener = upper;
      if (listener != null) {
        listener.onMtp3TransferMessage(
            getMtp3TransferPrimitiveFactory()
                .createMtp3TransferPrimitive(
                    SCCP,
                    link.networkIndicator(),
                    0,
                    link.associations().get(0).peerPointCodes().get(0),
                    link.pointCode(),
                    0,
                    sccp));
      }
    }

    /** The TCAP message in the last unitdata. */
    byte[] answer() {
      SccpFrame frame = SccpFrame.of(sent);
      if (frame.fault() != null) {
        throw new IllegalStateException("a call was not answered: " + frame.fault());
      }
      return frame.data().of(sent);
    }
  }

  /** Keeps nothing. */
  private static final class Nothing implements DialogueTable {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void put(int id, byte[] state, Runnable failed) {}

    @Override
    public void remove(int id) {}

    @Override
    public void forEach(BiConsumer<Integer, byte[]> visitor) {}
  }

  /** Is told, and does nothing. */
  private static final class Nobody implements CapUser {
    @Override
    public @Nullable String obstacle() {
      return null;
    }

    @Override
    public void accept(NetworkMessage event, Runnable stranger, BooleanConsumer over) {
      over.accept(true);
    }

    @Override
    public void missed(NetworkMessage about, String reason) {}
  }
}
