package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  private static final Path ROOT = Path.of(System.getProperty("pna.root", ".."));

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path config;

  @BeforeEach
  void copyAConfigThatIsRight() throws IOException {
    Path right = ROOT.resolve("test-fixtures/config");
    config = folder.resolve("pna.yaml");
    // Ports of the dynamic range, so that a gateway on this machine does not disturb.
    Files.writeString(
        config,
        Files.readString(right.resolve("mandatory-keys-only/pna.yaml"))
            .replace("../subscribers.csv", "subscribers.csv")
            .replace("2905", "0")
            .replace("mode: server", "mode: client\n          peer: \"127.0.0.1:2905\"")
            .replace("5060", "" + freePort()));
    Files.copy(right.resolve("subscribers.csv"), folder.resolve("subscribers.csv"));
  }

  @Test
  void endsWithZeroWithoutAFault() {
    assertThat(check("--config", config.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(
            config
                + ": no fault"
                + System.lineSeparator()
                + config
                + ": on: pc, pg; off: ph, pk, pp, pr, pi, pl"
                + System.lineSeparator());
  }

  @Test
  void tellsAllFaultsOfBothFilesAtOnce() throws IOException {
    change("24099", "24");
    change("pna.test", "pna_test");
    Files.writeString(folder.resolve("subscribers.csv"), "imsi,presentity\n1,sip:a@pna.test\n");

    assertThat(check("--config", config.toString())).isEqualTo(2);
    assertThat(out.toString())
        .contains("pna.yaml:2: fault: home.plmns[0]: '24' is no network")
        .contains("presence.domains[0]: 'pna_test' is no domain")
        .contains("subscribers.csv:2: fault: imsi: is not written in 5 to 15 digits")
        .endsWith("pna.yaml: 3 faults" + System.lineSeparator());
  }

  @Test
  void printsAnObjectForEachFaultAsJson() throws IOException {
    change("24099", "24");
    change("[\"1555\"]", "[\"*\"]");

    assertThat(check("--config", config.toString(), "--format", "json")).isEqualTo(2);
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(fields(lines.get(0)))
        .containsExactly(
            "severity=fault",
            "file=" + config,
            "line=2",
            "path=home.plmns[0]",
            "problem='24' is no network",
            "fix=write MCC and MNC as 5 or 6 digits, such as \"24099\"");
    assertThat(fields(lines.get(1))).contains("severity=warning", "path=allow.calling-gt");
  }

  @Test
  void leavesOutAbsentFieldsInJson() throws IOException {
    assertThat(check("--config", folder + "/none.yaml", "--format", "json")).isEqualTo(2);
    assertThat(fields(out.toString()))
        .containsExactly(
            "severity=fault",
            "file=" + folder + "/none.yaml",
            "problem=does not exist",
            "fix=name the file with --config FILE");
  }

  @Test
  void warnsOfAPortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      change("udp:127.0.0.1", "tcp:127.0.0.1");
      String listen = "tcp:127.0.0.1:" + taken.getLocalPort();
      Files.writeString(
          config, Files.readString(config).replaceAll("tcp:127[0-9.]+:[0-9]+", listen));

      assertThat(check("--config", config.toString())).isZero();
      assertThat(out.toString())
          .contains("presence.listen[0]: port " + taken.getLocalPort() + " cannot be bound now")
          .contains("no fault, 1 warning");
    }
  }

  @Test
  void refusesAnAddressThatIsNotThisMachines() throws IOException {
    change("udp:127.0.0.1", "udp:192.0.2.123");

    assertThat(check("--config", config.toString())).isEqualTo(2);
    assertThat(out.toString()).contains("192.0.2.123 is no address of this machine");
  }

  @Test
  void asksForSctpOnlyWhereItIsMissing() throws IOException {
    change("transport: tcp", "transport: sctp");
    boolean isSctpHere = Files.exists(Path.of("/proc/net/sctp"));

    int exit = check("--config", config.toString());

    // With the module unloaded yet loadable, asking loads it.
    if (isSctpHere || Files.exists(Path.of("/proc/net/sctp"))) {
      assertThat(exit).isZero();
    } else {
      assertThat(exit).isEqualTo(2);
      assertThat(out.toString())
          .contains("ss7.links[0].associations[0].local: this machine has no SCTP");
    }
  }

  @Test
  void endsWithTwoOnWrongUsage() {
    assertThat(check("--format", "xml")).isEqualTo(2);
    assertThat(err.toString()).contains("'xml' is neither text nor json");
    assertThat(check("--nonsense")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  private int check(String... arguments) {
    return new CommandLine(new CheckCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private void change(String from, String to) throws IOException {
    String before = Files.readString(config);
    assertThat(before).contains(from);
    Files.writeString(config, before.replace(from, to));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static List<String> fields(String json) throws IOException {
    List<String> fields = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        fields.add(name + "=" + parser.getText());
      }
    }
    return fields;
  }
}
