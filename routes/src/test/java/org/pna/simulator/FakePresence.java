package org.pna.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Just enough of a gateway that a tour comes out right: reads events, notifies of them. */
final class FakePresence {
  static final Duration GRACE = Duration.ofMillis(100);

  final List<Integer> codes = new CopyOnWriteArrayList<>();
  private final TinyNotifier notifier;
  private final Map<String, State> states = new ConcurrentHashMap<>();

  private static final class State {
    String voice = "";
    String cs = "";
    String ps = "";
    String cell = "";
    boolean leaving;
  }

  FakePresence(TinyNotifier notifier) {
    this.notifier = notifier;
  }

  byte @Nullable [] answer(byte[] begin) {
    String hex = HexFormat.of().formatHex(begin);
    int at = hex.indexOf("8001", hex.indexOf("020164"));
    int code = Integer.parseInt(hex.substring(at + 4, at + 6), 16);
    codes.add(code);
    String imsi = Digits.unpack(HexFormat.of().parseHex(hex.substring(at + 10, at + 26)), 0);
    DemoSubscriber who =
        List.of(DemoSubscriber.ALICE, DemoSubscriber.BOB).stream()
            .filter(s -> imsi.startsWith(s.numbers().imsi()))
            .findFirst()
            .orElse(null);
    if (who == null) {
      return FakeGateway.end(begin, FakeGateway.ERROR_59.replace("02013b", "020101"));
    }
    if (code == 0x7f) {
      return FakeGateway.end(begin, FakeGateway.ERROR_59);
    }
    boolean forged = code == 3 && codes.contains(0x7f) && codes.indexOf(3) == codes.size() - 1;
    if (!forged) {
      apply(who, code, hex);
    }
    return FakeGateway.end(begin, FakeGateway.RESULT);
  }

  private void apply(DemoSubscriber who, int code, String hex) {
    State state = states.computeIfAbsent(who.presentity(), key -> new State());
    int cell = hex.indexOf("8007");
    if (cell >= 0) {
      String plmn = hex.startsWith("42f099", cell + 4) ? "240-99" : "262-01";
      state.cell =
          plmn
              + "-"
              + Integer.parseInt(hex.substring(cell + 10, cell + 14), 16)
              + "-"
              + Integer.parseInt(hex.substring(cell + 14, cell + 18), 16);
    }
    String roaming = state.cell.startsWith("240") ? "<pde:home/>" : "<pde:visited/>";
    switch (code) {
      case 0, 1, 2 -> {
        state.voice = "open";
        state.cs = "<op:active/>" + roaming;
      }
      case 3, 4 -> {
        state.voice = "closed";
        state.cs = "<op:terminated/>";
      }
      case 0x84, 0x85 -> state.ps = "<op:terminated/>";
      case 0x86 -> state.ps = "<op:active/><pna:not-reachable/>";
      case 0x82 -> {
        leave(who, state);
        return;
      }
      default -> state.ps = "<op:active/>" + roaming;
    }
    state.leaving = false;
    send(who, state);
  }

  private void leave(DemoSubscriber who, State state) {
    state.leaving = true;
    CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (state.leaving && who == DemoSubscriber.BOB) {
                state.ps = "";
                send(who, state);
              }
            });
  }

  private void send(DemoSubscriber who, State state) {
    try {
      notifier.notify(who.presentity(), "active", document(who, state));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String document(DemoSubscriber who, State state) {
    List<String> parts = new ArrayList<>();
    if (!state.voice.isEmpty()) {
      parts.add(tuple("cs-voice", state.voice));
    }
    if (state.ps.startsWith("<op:t")) {
      parts.add(tuple("ps-data", "closed"));
    }
    String networks = network("3GPP-CS", state.cs) + network("3GPP-PS", state.ps);
    return "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\""
        + " xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
        + " xmlns:op=\"urn:oma:xml:prs:pidf:oma-pres\" xmlns:pde=\"urn:oma:xml:pde:pidf:ext\""
        + " xmlns:gp=\"urn:ietf:params:xml:ns:pidf:geopriv10\" xmlns:pna=\"urn:pna:pidf:ext:1.0\""
        + " entity=\""
        + who.presentity()
        + "\">"
        + String.join("", parts)
        + "<dm:device id=\"d1\"><op:network-availability>"
        + networks
        + "</op:network-availability><gp:geopriv><gp:location-info>"
        + "<pna:cell time=\"2026-01-01T00:00:00Z\"><pna:cgi>"
        + state.cell
        + "</pna:cgi></pna:cell></gp:location-info><gp:usage-rules/></gp:geopriv>"
        + "<dm:deviceID>urn:x:1</dm:deviceID></dm:device></presence>";
  }

  private static String tuple(String id, String basic) {
    return "<tuple id=\"" + id + "\"><status><basic>" + basic + "</basic></status></tuple>";
  }

  private static String network(String id, String content) {
    return content.isEmpty() ? "" : "<op:network id=\"" + id + "\">" + content + "</op:network>";
  }
}
