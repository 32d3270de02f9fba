package org.pna;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;

/**
 * The daemon of freeDiameter as our peer, with or without the extension that plays servers: it is
 * hss.ims.example of ims.example, and knows pna.ims.example alone.
 */
public final class FreeDiameter implements AutoCloseable {
  /** What it plays. */
  public enum Role {
    /** Nothing: it has the base protocol alone. */
    BARE,
    HSS,
    HSS_AND_AAA
  }

  /** Its Origin-Host. */
  public static final String HOST = "hss.ims.example";

  private final Path folder;
  private final Role role;
  private final int port;
  private final Process daemon;

  private FreeDiameter(Path folder, int port, Role role) throws IOException {
    this.folder = folder;
    this.port = port;
    this.role = role;
    Files.writeString(folder.resolve("acl.conf"), "ALLOW_IPSEC pna.ims.example\n");
    Files.writeString(
        folder.resolve("daemon.conf"),
        """
        Identity = "hss.ims.example";
        Realm = "ims.example";
        Port = %d;
        SecPort = 0;
        No_SCTP;
        No_IPv6;
        NoRelay;
        TLS_Cred = "%2$s/cert.pem", "%2$s/key.pem";
        TLS_CA = "%2$s/cert.pem";
        LoadExtension = "acl_wl.fdx" : "%2$s/acl.conf";
        %3$s
        """
            .formatted(
                port,
                folder,
                switch (role) {
                  case BARE -> "";
                  case HSS -> "LoadExtension = \"" + folder + "/pna_hss.fdx\";";
                  case HSS_AND_AAA -> "LoadExtension = \"" + folder + "/pna_hss.fdx\" : \"pr\";";
                }));
    this.daemon =
        new ProcessBuilder("freeDiameterd", "-c", folder.resolve("daemon.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
  }

  /** Builds the extension and what else the daemon needs; skips the test when it cannot be. */
  public static void prepare(Path folder) throws Exception {
    Peers.need("freeDiameterd");
    Peers.need("openssl");
    Peers.need("gcc");
    Path header = Path.of("/usr/include/freeDiameter/extension.h");
    if ("true".equals(System.getenv("CI"))) {
      Assertions.assertTrue(Files.exists(header), "libfreediameter-dev is not installed");
    }
    Peers.need(header);
    Path root = Path.of(System.getProperty("pna.root", ".."));
    run(
        root.resolve("test-fixtures/freediameter/build").toAbsolutePath().toString(),
        folder.resolve("pna_hss.fdx").toString());
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        folder.resolve("key.pem").toString(),
        "-out",
        folder.resolve("cert.pem").toString(),
        "-days",
        "2",
        "-subj",
        "/CN=hss.ims.example");
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    Assertions.assertEquals(0, process.waitFor(), output);
  }

  public static FreeDiameter start(Path folder, Role role) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    return start(folder, port, role);
  }

  private static FreeDiameter start(Path folder, int port, Role role) throws Exception {
    Files.deleteIfExists(folder.resolve("daemon.log"));
    FreeDiameter daemon = new FreeDiameter(folder, port, role);
    daemon.awaitLog("daemon initialized");
    return daemon;
  }

  /** Kills it as by kill -9, and starts it again when the peer has seen it gone. */
  public FreeDiameter killAndReturn(ThrowingRunnable whenGone) throws Exception {
    daemon.destroyForcibly().waitFor();
    whenGone.run();
    Matcher id = Pattern.compile("Origin-State-Id \\.+ : (\\d+)").matcher(text());
    Assertions.assertTrue(id.find());
    while (Instant.now().getEpochSecond() <= Long.parseLong(id.group(1))) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // its state's id is the second
    }
    return start(folder, port, role);
  }

  /** What may fail. */
  public interface ThrowingRunnable {
    void run() throws Exception;
  }

  /** Where it listens, on the loopback address. */
  public int port() {
    return port;
  }

  /** The user whom we subscribed to leaves; as an AAA server it ends his session, too. */
  public void leave() throws Exception {
    run("kill", "-USR1", Long.toString(daemon.pid()));
  }

  private Path log() {
    return folder.resolve("daemon.log");
  }

  /** Its own log so far. */
  public String text() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line in the daemon's own log. */
  public void awaitLog(String part) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!text().contains(part)) {
      if (System.nanoTime() > end || !daemon.isAlive()) {
        throw new AssertionError("no \"" + part + "\" in freeDiameter's log:\n" + text());
      }
      daemon.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() throws Exception {
    daemon.destroy();
    if (!daemon.waitFor(5, TimeUnit.SECONDS)) {
      daemon.destroyForcibly().waitFor();
    }
  }
}
