package org.pna.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.Peers;
import org.pna.routes.DerivedIdentities;
import org.pna.transport.trace.PortProtocols;

/** Recorded Accounting-Requests, and what tshark reads in them. */
class RadiusReplayTest {
  private static final Path FIXTURES = Replays.CASES.getParent();
  private static final List<String> NAMES = List.of("frame", "code", "imsi", "msisdn", "apn", "ip");

  @ParameterizedTest
  @CsvSource({
    "radius/radius_gi.pcap, 1813, 5",
    "radius/gen_radclient_3gpp.pcap, 11813, 3",
    "replay/radius_sessions/input.pcap, 1813, 20"
  })
  void agreesWithTshark(String file, int port, int count) throws Exception {
    Peers.need("tshark");
    Path capture = FIXTURES.resolve(file);
    List<List<String>> expected = tshark(capture, port);
    assertThat(expected).hasSize(count);

    List<Map<String, String>> events = events(capture, List.of(port + "=radius"));

    List<List<String>> told = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      List<String> fields = new ArrayList<>();
      for (String name : NAMES) {
        String known = expected.get(Math.min(i, count - 1)).get(fields.size());
        String value = events.get(i).getOrDefault(name, "");
        // tshark knows no session, and shows a prefix in another form
        boolean ofSession = known.isEmpty() && (name.endsWith("i") || name.endsWith("n"));
        fields.add(ofSession || value.contains("/") ? "" : value);
      }
      told.add(fields);
    }
    assertThat(told).isEqualTo(expected);
  }

  private static List<List<String>> tshark(Path file, int port) throws Exception {
    Process tshark =
        new ProcessBuilder(
                ("tshark -r "
                        + file
                        + " -d udp.port=="
                        + port
                        + ",radius -Y radius.code==4"
                        + " -T fields -e frame.number -e radius.Acct_Status_Type"
                        + " -e e212.imsi -e radius.Calling_Station_Id"
                        + " -e radius.Called_Station_Id -e radius.Framed-IP-Address")
                    .split(" "))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<List<String>> rows = new ArrayList<>();
    try (var lines = tshark.inputReader()) {
      lines.lines().forEach(line -> rows.add(Arrays.asList(line.split("\t", -1))));
    }
    assertThat(tshark.waitFor()).isZero();
    return rows;
  }

  @Test
  void anotherPortIsReadByAHintOnly() throws Exception {
    Path capture = FIXTURES.resolve("radius/gen_radclient_3gpp.pcap");
    assertThat(events(capture, List.of())).isEmpty();
    assertThat(events(capture, List.of("11813=radius"))).hasSize(3);
    assertThat(events(capture, List.of("11813=diameter"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1813", "0=radius", "65536=radius", "x=radius", "1813=", "1813=RADIUS"})
  void aWrongHintIsTold(String hint) {
    assertThatThrownBy(() -> PortProtocols.with(List.of(hint)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Map<String, String>> events(Path file, List<String> hints)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReplayRun run =
        new ReplayRun(
            out,
            EventFormat.Json::new,
            new DerivedIdentities(),
            2,
            null,
            PortProtocols.with(hints))) {
      run.read(file.toString());
      run.finish();
    }
    return Replays.objects(out.toByteArray());
  }
}
