package org.pna.app.control;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import org.pna.app.control.ControlHandler.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control socket of a running gateway, for its own user alone. At most 16 connections are
 * served at a time, further ones wait; a connection may ask again and again, each time with a
 * {@link ControlLine} of at most 4,096 octets within 10 s of its last reply. Whatever comes in, the
 * gateway goes on.
 */
public final class ControlSocket implements AutoCloseable {
  /** The name of the socket's file in the data folder. */
  public static final String FILE = "pna.sock";

  /** Octets of the file's path: of the 108 of sun_path, Java keeps two. */
  public static final int MAX_PATH = 106;

  /** Octets of a request, with the end of its line. */
  static final int MAX_REQUEST = 4096;

  /** Connections that are served at a time. */
  static final int MAX_CONNECTIONS = 16;

  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_NANOS = 100_000_000;

  private final SocketFile file;
  private final ControlHandler handler;
  private final Duration patience;
  private final ServerSocketChannel server;
  private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(daemons("pna-control"));
  private final Thread acceptor = daemons("pna-control-accept").newThread(this::accept);

  private ControlSocket(SocketFile file, ControlHandler handler, Duration patience)
      throws IOException {
    this.file = file;
    this.handler = handler;
    this.patience = patience;
    this.server = file.bind();
  }

  /**
   * Listens.
   *
   * @param socketFile in an existing folder of the gateway's user; a path of 106 octets at most
   * @param handler answers, on several threads
   * @throws IOException if it cannot; the message says what to do
   */
  public static ControlSocket open(Path socketFile, ControlHandler handler) throws IOException {
    return open(socketFile, handler, PATIENCE);
  }

  static ControlSocket open(Path socketFile, ControlHandler handler, Duration patience)
      throws IOException {
    ControlSocket socket = new ControlSocket(new SocketFile(socketFile), handler, patience);
    socket.acceptor.start();
    return socket;
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        free.acquire();
      } catch (InterruptedException e) {
        return; // closed
      }
      try {
        SocketChannel channel = server.accept();
        threads.execute(() -> serve(channel));
      } catch (IOException | RuntimeException e) {
        free.release();
        if (server.isOpen()) {
          LOG.warn("The control socket cannot take a connection", e);
          LockSupport.parkNanos(PAUSE_NANOS); // no file descriptors, mostly: it goes by
        }
      }
    }
  }

  private void serve(SocketChannel channel) {
    try (channel;
        Wire wire = new Wire(channel, patience)) {
      wires.add(wire);
      String user = user(channel);
      try {
        while (server.isOpen() && serveOne(wire, user)) {
          // the next request
        }
      } finally {
        wires.remove(wire);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("A connection of the control socket has ended", e);
    } finally {
      free.release();
    }
  }

  /** Whose process is at the other end, as the system says. */
  private static String user(SocketChannel channel) {
    try {
      return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("The system does not say who asks", e);
      return "uid unknown";
    }
  }

  /** Whether another request may follow. */
  private boolean serveOne(Wire wire, String user) throws IOException {
    String line;
    try {
      line = wire.line(MAX_REQUEST);
    } catch (Wire.LineTooLongException e) {
      reply(wire, Answer.of(Reply.Status.ERROR, String.valueOf(e.getMessage())));
      return false;
    } catch (CharacterCodingException e) {
      reply(wire, Answer.of(Reply.Status.ERROR, "the request is not UTF-8"));
      return false;
    }
    if (line == null) {
      return false;
    }
    reply(wire, answer(line, user));
    return true;
  }

  private Answer answer(String line, String user) {
    try {
      return handler.answer(ControlLine.parse(line), user);
    } catch (ControlLine.WrongRequestException e) {
      return Answer.of(Reply.Status.ERROR, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("A request at the control socket failed: {}", e.getClass().getName());
      LOG.debug("It failed so", e); // may name a subscriber
      return Answer.of(Reply.Status.ERROR, "it failed: " + e);
    }
  }

  private static void reply(Wire wire, Answer answer) throws IOException {
    Frames frames = new Frames(wire, answer.status());
    Writer out = new BufferedWriter(new OutputStreamWriter(frames, StandardCharsets.UTF_8));
    answer.body().writeTo(out);
    out.close(); // not when the body fails: without its end the reply cannot pass for whole
  }

  /** Ends all connections and takes the file away. */
  @Override
  public void close() {
    try {
      server.close();
      acceptor.interrupt();
      for (Wire wire : wires) {
        wire.close();
      }
      Files.deleteIfExists(file.path());
    } catch (IOException e) {
      LOG.warn("The control socket could not be taken away", e);
    }
    threads.shutdown();
  }
}
