package org.pna.transport.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.Domain;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Origin;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;
import org.pna.transport.diameter.PeerState.Condition;
import org.pna.transport.diameter.codec.Avp;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;
import org.pna.transport.diameter.codec.ShAnswers;

class HostileDiameterTest {
  private static final ShRequest STATE =
      new ShRequest.UserDataPull(new Msisdn("15551230001"), DataReference.USER_STATE, Domain.CS);
  private static final Origin ORIGIN = new Origin(Instant.EPOCH, new Place.Dialogue("t", "1"));
  private static final String DATA =
      "<Sh-Data><CSLocationInformation><CellGlobalId>QvCZGis8TQ==</CellGlobalId>"
          + "<VLRNumber><Address>kWQHERER8Q==</Address></VLRNumber>"
          + "</CSLocationInformation><CSUserState>2</CSUserState></Sh-Data>";

  @Test
  @Timeout(120)
  void aHundredThousandMutants() throws Exception {
    mutants(100_000);
  }

  @Test
  @Tag("slow")
  @Timeout(1200)
  void aMillionMutants() throws Exception {
    mutants(1_000_000);
  }

  private static void mutants(int count) throws Exception {
    AtomicLong taken = new AtomicLong();
    AsyncProcessor route =
        AsyncProcessorConverterHelper.convert(exchange -> taken.incrementAndGet());
    try (ServerSocket drain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SimulatedHss hss = new SimulatedHss();
        TestGateway gateway =
            new TestGateway(
                TestGateway.prNode(hss.peer(), TestGateway.TIMERS, DiameterNode.Bounds.DEFAULT),
                route)) {
      gateway.until(Condition.UP);
      Thread drainer = new Thread(() -> drain(drain), "drain");
      drainer.setDaemon(true);
      drainer.start();
      Peer peer = gateway.nodes.stack("hss1").peer("hss.ims.example");
      PeerSocket socket = socket(drain, gateway);
      int threads = Thread.activeCount();
      Random random = new Random(20261121);
      byte[][] seeds = seeds(hss);
      for (int i = 0; i < count; i++) {
        // Those of the base protocol only now and then: most of them end the connection.
        byte[] seed = seeds[i % 50 == 0 ? 3 + random.nextInt(seeds.length - 3) : i % 3];
        byte[] mutant = mutant(seed, random);
        if (i % 3 == 1) {
          answer(mutant);
        }
        peer.received(socket, mutant);
      }
      hss.answers = request -> hss.answer(request, 2001, SimulatedHss.userData(DATA));
      ShAnswer answer = gateway.answer(STATE);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!(answer instanceof ShAnswer.Pulled) && System.nanoTime() < end) {
        gateway.states.clear();
        gateway.states.poll(100, TimeUnit.MILLISECONDS);
        answer = gateway.answer(STATE);
      }
      assertThat(answer).isInstanceOf(ShAnswer.Pulled.class);
      hss.received.clear();
      hss.send(hss.notification("sip:anna@ims.example", 1));
      assertThat(hss.next(DiameterHeader.PUSH_NOTIFICATION).number(AvpCode.RESULT_CODE))
          .isEqualTo(2001);
      assertThat(taken.get()).as("some mutants are still good").isGreaterThan(count / 100);
      assertThat(gateway.registry.find("pna.diameter.failed").counters())
          .as("no exception on the way")
          .isEmpty();
      assertThat(gateway.registry.get("pna.diameter.outstanding").gauge().value()).isZero();
      assertThat(gateway.registry.getMeters()).hasSizeLessThan(60);
      assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 4);
      socket.close("done");
    }
  }

  private static void drain(ServerSocket server) {
    try (Socket accepted = server.accept()) {
      accepted.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      return; // the test is over
    }
  }

  private static PeerSocket socket(ServerSocket drain, TestGateway gateway) throws IOException {
    PeerSocket.Owner nobody =
        new PeerSocket.Owner() {
          @Override
          public void received(PeerSocket from, byte[] octets) {}

          @Override
          public void closed(PeerSocket which, String reason) {}
        };
    PeerSocket socket =
        PeerSocket.connect(
            InetAddress.getLoopbackAddress(),
            (InetSocketAddress) drain.getLocalSocketAddress(),
            nobody,
            TestGateway.node(List.of(), TestGateway.TIMERS, DiameterNode.Bounds.DEFAULT));
    socket.start("drained");
    return socket;
  }

  private static byte[][] seeds(SimulatedHss hss) {
    DiameterMessage pull =
        hss.request(DiameterHeader.USER_DATA, Avp.of3gpp(AvpCode.DATA_REFERENCE, 15));
    return new byte[][] {
      hss.notification("sip:anna@ims.example", DATA).encode(),
      hss.answer(pull, 2001, SimulatedHss.userData(DATA)).encode(),
      hss.accounting(
              "aaa.ims.example",
              "aaa;1;1",
              2,
              Avp.base(AvpCode.USER_NAME, "anna@wlan.example"),
              SimulatedHss.subscription(0, "15551230001"),
              SimulatedHss.subscription(1, "001010000000001"),
              Avp.base(8, new byte[] {10, 1, 2, 3}),
              Avp.base(97, new byte[] {0, 64, 0x20, 1, 0xd, (byte) 0xb8, 0, 1, 0, 0}),
              Avp.of3gpp(308, "internet"),
              Avp.base(55, 0x7000_0000),
              Avp.base(46, 90),
              Avp.base(AvpCode.ORIGIN_STATE_ID, 5))
          .encode(),
      base(DiameterHeader.DEVICE_WATCHDOG, 0x80),
      base(DiameterHeader.DEVICE_WATCHDOG, 0),
      base(DiameterHeader.CAPABILITIES_EXCHANGE, 0),
      base(DiameterHeader.CAPABILITIES_EXCHANGE, 0x80),
      base(DiameterHeader.DISCONNECT_PEER, 0),
      hss.experimental(pull, 5001).encode(),
    };
  }

  private static byte[] base(int command, int flags) {
    return new DiameterMessage(
            new DiameterHeader(flags, command, 0, 1, 1),
            List.of(
                Avp.base(AvpCode.RESULT_CODE, 2001),
                Avp.base(AvpCode.ORIGIN_HOST, "hss.ims.example"),
                Avp.base(AvpCode.ORIGIN_REALM, "ims.example"),
                Avp.base(AvpCode.HOST_IP_ADDRESS, new byte[] {0, 1, 127, 0, 0, 1}),
                Avp.base(AvpCode.VENDOR_ID, 10415),
                Avp.base(AvpCode.ORIGIN_STATE_ID, 1),
                Avp.base(AvpCode.AUTH_APPLICATION_ID, DiameterHeader.SH)))
        .encode();
  }

  /** The socket passes on whole messages only, so the length in the header is set right. */
  private static byte[] mutant(byte[] seed, Random random) {
    byte[] octets = seed.clone();
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int at = Integer.BYTES + random.nextInt(octets.length - Integer.BYTES);
      switch (random.nextInt(4)) {
        case 0 -> octets[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> octets[at] = (byte) random.nextInt(256);
        case 2 -> octets = Arrays.copyOf(octets, Math.max(20, at & ~3));
        default -> {
          int from = random.nextInt(octets.length);
          int length = Math.min(octets.length - Math.max(at, from), 1 + random.nextInt(16));
          System.arraycopy(octets.clone(), from, octets, at, length);
        }
      }
    }
    ByteBuffer.wrap(octets).putInt((1 << 24) | octets.length);
    return octets;
  }

  private static void answer(byte[] mutant) {
    try {
      ShAnswers.decode(DiameterMessage.decode(mutant), STATE, Instant.EPOCH, ORIGIN);
    } catch (MalformedMessageException e) {
      assertThat(e.where()).isNotEmpty();
    }
  }

  @Test
  @Timeout(30)
  void aStreamOutOfStepEndsItsConnectionAlone() throws Exception {
    AsyncProcessor route = AsyncProcessorConverterHelper.convert(exchange -> {});
    byte[][] broken = {
      {2, 0, 0, 20},
      {1, 0, 0, 0},
      {1, 0, 0, 19},
      {1, 0, 0, 22},
      {1, -1, -1, -4},
      {'G', 'E', 'T', ' '}
    };
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = new TestGateway(List.of(hss.peer()), route)) {
      gateway.until(Condition.UP);
      for (int i = 0; i < broken.length; i++) {
        hss.send(broken[i]);
        assertThat(gateway.until(Condition.DOWN).reason())
            .isIn("no Diameter message", "message too long");
        gateway.until(Condition.UP);
        assertThat(hss.connections).hasValue(i + 2);
      }
    }
  }

  @Test
  @Timeout(30)
  void aPeerThatDoesNotReadIsDisconnected() throws Exception {
    AsyncProcessor route = AsyncProcessorConverterHelper.convert(exchange -> {});
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TestGateway gateway = new TestGateway(List.of(), route)) {
      PeerSocket socket = socket(deaf, gateway);
      byte[] octets = new byte[10_000];
      int sent = 0;
      while (socket.send(octets)) {
        sent++;
      }
      assertThat(sent).isLessThan(10_000);
      assertThat(socket.isOpen()).isFalse();
    }
  }
}
