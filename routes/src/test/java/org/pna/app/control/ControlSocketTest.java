package org.pna.app.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.publisher.pen.ReportingControl;

@Timeout(20)
class ControlSocketTest {
  private static final String STATUS = "{\"command\":\"status\"}";
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private Path file;
  private ControlSocket socket;

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve(ControlSocket.FILE);
    socket = ControlSocket.open(file, ControlSocketTest::echo, PATIENCE);
  }

  @AfterEach
  void close() {
    socket.close();
  }

  /** Says what was asked; of some it says less. */
  private static Answer echo(ControlRequest request, String user) {
    if (request instanceof ControlRequest.Why why) {
      return switch (why.presentity()) {
        case "absent" -> Answer.of(Reply.Status.ABSENT, "nothing");
        case "throws" -> throw new IllegalStateException("on purpose");
        case "breaks" ->
            new Answer(
                Reply.Status.OK,
                out -> {
                  out.write("a part");
                  throw new IllegalStateException("within the answer");
                });
        case "long" -> Answer.of(Reply.Status.OK, "\u00e9".repeat(1_000_000));
        default ->
            Answer.of(Reply.Status.OK, why.presentity() + " " + why.at() + " " + why.format());
      };
    }
    return Answer.of(
        Reply.Status.OK,
        request instanceof ControlRequest.Reporting one
            ? one.wish() + " " + one.presentity() + " " + one.format() + " " + user
            : request.toString());
  }

  @Test
  void answersWhatIsAsked() throws IOException {
    try (ControlClient client = new ControlClient(file)) {
      assertThat(
              client.ask(
                  new ControlRequest.Why(
                      "sip:\u00e9\"\n@pna.test", Instant.EPOCH.plusNanos(1000), Format.JSON)))
          .isEqualTo(
              new Reply(
                  Reply.Status.OK, "sip:\u00e9\"\n@pna.test 1970-01-01T00:00:00.000001Z JSON"));
      assertThat(client.ask(new ControlRequest.Status(true, Format.TEXT)).text())
          .isEqualTo("Status[suspects=true, format=TEXT]");
      assertThat(client.ask(STATUS).text()).isEqualTo("Status[suspects=false, format=TEXT]");
      assertThat(
              client.ask(
                  new ControlRequest.Reporting("sip:a@b", ReportingControl.Wish.OFF, Format.JSON)))
          .isEqualTo(
              new Reply(Reply.Status.OK, "OFF sip:a@b JSON " + System.getProperty("user.name")));
      assertThat(client.ask(new ControlRequest.Why("absent", null, Format.TEXT)))
          .isEqualTo(new Reply(Reply.Status.ABSENT, "nothing"));
      assertThat(client.ask(new ControlRequest.Why("long", null, Format.TEXT)).text())
          .isEqualTo("\u00e9".repeat(1_000_000));
    }
  }

  @Test
  void isForItsUserOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void takesItsFileAway() {
    socket.close();
    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> ask(STATUS))
        .isInstanceOf(NoGatewayException.class)
        .hasMessage("no gateway answers on " + file + ": is it running?");
  }

  @Test
  void takesThePlaceOfWhatAKilledGatewayLeft() throws IOException {
    socket.close();
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(file));
    }
    Files.createDirectory(folder.resolve(".sock"));
    Files.writeString(folder.resolve(".sock/s"), "");
    assertThatThrownBy(() -> ask(STATUS)).isInstanceOf(NoGatewayException.class);

    socket = ControlSocket.open(file, ControlSocketTest::echo, PATIENCE);

    assertThat(ask(STATUS).status()).isEqualTo(Reply.Status.OK);
  }

  @Test
  void leavesAnotherGatewayAlone() throws IOException {
    assertThatThrownBy(() -> ControlSocket.open(file, ControlSocketTest::echo))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "a gateway answers on "
                + file
                + "; stop it, or give this one a data folder of its own");
    assertThat(ask(STATUS).status()).isEqualTo(Reply.Status.OK);
  }

  @Test
  void overwritesNothingThatIsNoSocket() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "kept");
    assertThatThrownBy(() -> ControlSocket.open(other, ControlSocketTest::echo))
        .hasMessage(other + " is in the way of the control socket; move it elsewhere");
    assertThat(other).hasContent("kept");
  }

  @Test
  void tellsAPathThatIsTooLong() throws IOException {
    Path fits = folder.resolve("x".repeat(106 - folder.toString().length() - 1));
    try (ControlSocket longest = ControlSocket.open(fits, ControlSocketTest::echo);
        ControlClient client = new ControlClient(fits)) {
      assertThat(longest).isNotNull();
      assertThat(client.ask(STATUS).status()).isEqualTo(Reply.Status.OK);
    }
    Path tooLong = folder.resolve(fits.getFileName() + "x");
    assertThatThrownBy(() -> ControlSocket.open(tooLong, ControlSocketTest::echo))
        .hasMessage(
            tooLong
                + " is a path of 107 octets, and a socket's may have 106;"
                + " write a shorter path for 'data'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "why",
        "{}",
        "{\"command\":\"why\"}",
        "{\"command\":\"why\",\"presentity\":\"\"}",
        "{\"command\":\"why\",\"presentity\":{}}",
        "{\"command\":\"why\",\"presentity\":\"a\",\"at\":\"yesterday\"}",
        "{\"command\":\"why\",\"presentity\":\"a\",\"suspects\":true}",
        "{\"command\":\"status\",\"suspects\":\"maybe\"}",
        "{\"command\":\"status\",\"format\":\"xml\"}",
        "{\"command\":\"status\",\"command\":\"why\"}",
        "{\"command\":\"status\"}{}",
        "{\"command\":\"status\",\"format\":null}",
        "{\"command\":\"stop\"}",
        "\u0000\u0001\u0002"
      })
  void tellsWhatIsWrongWithARequest(String line) throws IOException {
    try (ControlClient client = new ControlClient(file)) {
      Reply reply = client.ask(line);
      assertThat(reply.status()).isEqualTo(Reply.Status.ERROR);
      assertThat(reply.text()).isNotEmpty();
      assertThat(client.ask(STATUS).status()).isEqualTo(Reply.Status.OK);
    }
  }

  @Test
  void survivesAnAnswerThatFails() throws IOException {
    try (ControlClient client = new ControlClient(file)) {
      Reply reply = client.ask(new ControlRequest.Why("throws", null, Format.TEXT));
      assertThat(reply.status()).isEqualTo(Reply.Status.ERROR);
      assertThat(reply.text()).contains("on purpose");
      assertThatThrownBy(() -> client.ask(new ControlRequest.Why("breaks", null, Format.TEXT)))
          .isInstanceOf(IOException.class);
      assertThat(client.ask(STATUS).status()).isEqualTo(Reply.Status.OK);
    }
  }

  @Test
  void endsALineThatIsTooLong() throws IOException {
    assertThat(sent(("x".repeat(4095) + "\n").getBytes(UTF_8))).startsWith("error\n");
    assertThat(sent(("x".repeat(100_000)).getBytes(UTF_8)))
        .isEqualTo("error\n31\na line of more than 4095 octets0\n");
    assertThat(ask(STATUS).status()).isEqualTo(Reply.Status.OK);
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    assertThat(sent(new byte[] {(byte) 0xff, (byte) 0xfe, '\n'})).contains("not UTF-8");
  }

  @Test
  void endsAConnectionThatFallsSilentWithinARequest() throws IOException {
    try (SocketChannel channel = connect()) {
      channel.write(ByteBuffer.wrap("{\"comm".getBytes(UTF_8)));
      assertThat(rest(channel)).isEmpty();
    }
  }

  @Test
  void dribblingBuysNoTime() throws Exception {
    try (SocketChannel channel = connect()) {
      long start = System.nanoTime();
      Future<String> rest = inBackground(() -> rest(channel));
      while (!rest.isDone() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
        try {
          channel.write(ByteBuffer.wrap(new byte[] {' '}));
          rest.get(50, TimeUnit.MILLISECONDS);
        } catch (IOException | java.util.concurrent.TimeoutException e) {
          // ended, or to be tried on
        }
      }
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }
  }

  @Test
  void endsAConnectionThatDoesNotTakeItsAnswer() throws Exception {
    List<SocketChannel> deaf = new ArrayList<>();
    String request = ControlLine.of(new ControlRequest.Why("long", null, Format.TEXT)) + "\n";
    for (int i = 0; i < ControlSocket.MAX_CONNECTIONS; i++) {
      deaf.add(connect());
      deaf.get(i).write(ByteBuffer.wrap(request.getBytes(UTF_8)));
    }
    assertThat(ask(STATUS).status()).isEqualTo(Reply.Status.OK);
    for (SocketChannel channel : deaf) {
      channel.close();
    }
  }

  @Test
  void silentConnectionsKeepNobodyOutForLong() throws IOException {
    socket.close();
    socket = ControlSocket.open(file, ControlSocketTest::echo, PATIENCE.dividedBy(2));
    List<SocketChannel> silent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      silent.add(connect());
    }
    assertThat(ask(STATUS).status()).isEqualTo(Reply.Status.OK);
    for (SocketChannel channel : silent) {
      channel.close();
    }
  }

  @Test
  void servesNoMoreAtATimeThanItMay() throws Exception {
    socket.close();
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch full = new CountDownLatch(ControlSocket.MAX_CONNECTIONS);
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    socket =
        ControlSocket.open(
            file,
            (request, user) -> {
              most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
              full.countDown();
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              atWork.decrementAndGet();
              return Answer.of(Reply.Status.OK, "done");
            });
    List<Future<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      replies.add(inBackground(() -> ask(STATUS)));
    }
    full.await();
    go.countDown();
    for (Future<Reply> reply : replies) {
      assertThat(reply.get().text()).isEqualTo("done");
    }
    assertThat(most.get()).isEqualTo(ControlSocket.MAX_CONNECTIONS);
  }

  @Test
  void oneConnectionAsksAgainAndAgain() throws IOException {
    try (ControlClient client = new ControlClient(file)) {
      for (int i = 0; i < 2000; i++) {
        assertThat(client.ask(new ControlRequest.Why("w" + i, null, Format.TEXT)).text())
            .startsWith("w" + i + " ");
      }
    }
  }

  @Test
  void theClientComesAgainWhenItsConnectionWasEnded() throws IOException {
    try (ControlClient client = new ControlClient(file)) {
      client.ask(STATUS);
      socket.close();
      socket = ControlSocket.open(file, ControlSocketTest::echo, PATIENCE);
      assertThat(client.ask(STATUS).status()).isEqualTo(Reply.Status.OK);
    }
  }

  @Test
  void theClientSaysWhenThisIsNoGateway() throws Exception {
    Path other = folder.resolve("other");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(other));
      Future<?> served =
          inBackground(
              () -> {
                try (SocketChannel channel = server.accept()) {
                  channel.read(ByteBuffer.allocate(ControlSocket.MAX_REQUEST));
                  return channel.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\n".getBytes(UTF_8)));
                }
              });
      try (ControlClient client = new ControlClient(other)) {
        assertThatThrownBy(() -> client.ask(STATUS))
            .isInstanceOf(IOException.class)
            .hasMessage("this is no reply of a gateway");
      }
      served.get();
    }
  }

  private Reply ask(String line) throws IOException {
    try (ControlClient client = new ControlClient(file)) {
      return client.ask(line);
    }
  }

  private SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(file));
    return channel;
  }

  /** What comes back until the gateway ends the connection. */
  private String sent(byte[] octets) throws IOException {
    try (SocketChannel channel = connect()) {
      ByteBuffer out = ByteBuffer.wrap(octets);
      try {
        while (out.hasRemaining()) {
          channel.write(out);
        }
      } catch (IOException e) {
        // it may end before it has taken all
      }
      return rest(channel);
    }
  }

  private static String rest(SocketChannel channel) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer part = ByteBuffer.allocate(4096);
    try {
      while (channel.read(part.clear()) >= 0) {
        all.write(part.array(), 0, part.position());
      }
    } catch (java.net.SocketException e) {
      // reset: ended as well
    }
    return all.toString(UTF_8);
  }

  private static <T> Future<T> inBackground(Callable<T> work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(work);
    } finally {
      thread.shutdown();
    }
  }
}
