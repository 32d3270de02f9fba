package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.demo.DemoSetup;

/** What the operator is told when the gateway does not start. */
class RunCommandTest {
  @TempDir private Path folder;

  @Test
  void aTakenM3uaPortIsNamed() throws IOException {
    DemoSetup setup = DemoSetup.in(folder);
    try (ServerSocket taken =
        new ServerSocket(setup.m3ua().getPort(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(run(setup, 1))
          .contains(
              "pna run: link demo cannot listen on 127.0.0.1:"
                  + taken.getLocalPort()
                  + ": Address already in use")
          .doesNotContain("Exception");
    }
  }

  @Test
  void aTakenSipPortIsNamed() throws IOException {
    DemoSetup setup = DemoSetup.in(folder);
    try (ServerSocket taken =
        new ServerSocket(setup.sip().getPort(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(run(setup, 1))
          .contains("pna run: cannot listen on TCP 127.0.0.1:" + taken.getLocalPort() + ": ");
    }
  }

  @Test
  void faultsOfTheSubscribersFileAreWrongConfiguration() throws IOException {
    DemoSetup setup = DemoSetup.in(folder);
    Files.writeString(
        folder.resolve("subscribers.csv"), "imsi,msisdn,presentity,identities\n1,,,\n");
    assertThat(run(setup, 2)).contains("subscribers.csv:2: fault: presentity: is missing");
  }

  @Test
  void aDataFolderThatCannotBeWrittenIsNamed() throws IOException {
    DemoSetup setup = DemoSetup.in(folder);
    Path salt = Files.createDirectories(folder.resolve("data/device-salt"));
    assertThat(run(setup, 1)).contains("pna run: " + salt + " cannot be read or written");
  }

  private static String run(DemoSetup setup, int status) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.commandLine().execute("run", "--config", setup.config().toString()))
          .isEqualTo(status);
    } finally {
      System.setErr(before);
    }
    return err.toString(StandardCharsets.UTF_8);
  }
}
