package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.GprsEvent;
import org.pna.transport.ss7.codec.GprsReference;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;
import org.pna.transport.trace.CaptureBuilder;
import org.pna.transport.trace.Tshark;
import org.restcomm.protocols.ss7.mtp.Mtp3TransferPrimitive;

/** CAP on the wire: as another decoder sees it, over a restart of ours, and under mutation. */
class CapWireTest {
  private static final long THEIRS = 7;

  @TempDir Path directory;

  @Test
  void tsharkReadsAllThatWeSend() throws Exception {
    CapMemory peer = new CapMemory();
    ManualClock clock = new ManualClock();
    try (CapTestNode node = node(peer, clock, new MemoryDialogueTable())) {
      say(peer, node, clock);
    }
    CaptureBuilder capture = CaptureBuilder.pcap(CaptureBuilder.MTP3);
    peer.trace.forEach(capture::frame);
    List<String> lines =
        Tshark.fields(
                capture.write(directory.resolve("cap.pcap")),
                "frame.number",
                "camel.local",
                "sccp.calling.digits",
                "_ws.malformed",
                "_ws.expert.message",
                "_ws.col.Info")
            .stream()
            .map(row -> String.join("\t", row))
            .toList();
    assertThat(lines).hasSize(peer.trace.size());
    assertThat(lines)
        .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("malformed"));
    String all = String.join("\n", lines);
    for (String operation :
        List.of(
            "requestReportBCSMEvent",
            "continue",
            "activityTest",
            "requestReportGPRSEvent",
            "continueGPRS",
            "activityTestGPRS",
            "returnResultLast")) {
      assertThat(all).contains(operation);
    }
  }

  /** Everything that we ever send. */
  private static void say(CapMemory peer, CapTestNode node, ManualClock clock) throws Exception {
    for (String context : List.of(CapBegins.V2, CapBegins.V3, CapBegins.V4)) {
      for (int trigger : new int[] {2, 12}) {
        TcapMessage answer =
            peer.ask(CapBegins.begin(trigger, context, CapBegins.initialDp(trigger)));
        int end = trigger == 2 ? 9 : 17;
        peer.send(
            TcapWriter.continuing(
                trigger,
                answer.otid(),
                null,
                CapBegins.report(2, end, 1),
                TcapWriter.invoke(3, 55, new byte[0])));
      }
    }
    peer.ask(CapBegins.begin(3, CapBegins.V4, CapBegins.initialDp(99)));
    peer.ask(CapBegins.begin(3, "0.4.0.0.1.23.3.61", CapBegins.initialDp(2)));
    peer.ask(CapBegins.begin(4, CapBegins.V4, CapBegins.initialDp(2)));
    for (int trigger : new int[] {1, 11, 12}) {
      byte[] initial = TcapWriter.invoke(1, 78, CapBegins.initialDpGprs(trigger));
      TcapMessage answer =
          peer.ask(CapBegins.beginGprs(trigger, new GprsReference(null, THEIRS), initial));
      peer.send(TcapWriter.end(answer.otid(), null));
      peer.ask(
          CapBegins.beginGprs(
              20 + trigger,
              new GprsReference(answer.otid(), THEIRS),
              CapBegins.reportGprs(1, 12, 5)));
    }
    peer.ask(CapBegins.beginGprs(9, null, CapBegins.releasedGprs(1, null)));
    peer.ask(CapBegins.beginGprs(9, null, TcapWriter.invoke(1, 78, new byte[0])));
    for (int i = 0; i < 620; i++) {
      clock.advance(Duration.ofSeconds(1));
    }
    peer.sent();
    node.events.clear();
  }

  @Test
  void s2CallsAndSessionsOutliveARestart() throws Exception {
    MemoryDialogueTable table = new MemoryDialogueTable();
    CapMemory peer = new CapMemory();
    ManualClock clock = new ManualClock();
    long call;
    long session;
    long later;
    try (CapTestNode node = node(peer, clock, table)) {
      call = peer.ask(CapBegins.begin(1, CapBegins.V4, CapBegins.initialDp(2))).otid();
      session =
          peer.ask(
                  CapBegins.beginGprs(
                      2,
                      new GprsReference(null, THEIRS),
                      TcapWriter.invoke(1, 78, CapBegins.initialDpGprs(1))))
              .otid();
      later =
          peer.ask(
                  CapBegins.beginGprs(
                      3, new GprsReference(session, THEIRS), CapBegins.reportGprs(1, 2, null)))
              .otid();
      assertThat(node.component.tracked()).isEqualTo(2);
    }
    clock.advance(Duration.ofSeconds(5));
    peer = new CapMemory();
    try (CapTestNode node = node(peer, clock, table)) {
      assertThat(node.component.tracked()).isEqualTo(2);
      peer.ask(TcapWriter.continuing(3, later, null, CapBegins.reportGprs(2, 12, 5)));
      GprsEvent active = node.next(GprsEvent.class);
      assertThat(active.pdpId()).isEqualTo(5);
      assertThat(active.setup().relationship()).isEqualTo(Long.toHexString(session));
      peer.ask(
          CapBegins.beginGprs(
              4, new GprsReference(session, THEIRS), CapBegins.reportGprs(1, 3, null)));
      assertThat(node.next(GprsEvent.class).event()).isEqualTo(3);
      TcapMessage end = peer.ask(TcapWriter.continuing(1, call, null, CapBegins.report(2, 9, 1)));
      assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
      CallEvent ended = node.next(CallEvent.class);
      assertThat(ended.event()).isEqualTo(9);
      assertThat(ended.setup().call()).startsWith("0a0b0c01");
      assertThat(node.component.tracked()).isZero();
      assertThat(table.states).isEmpty();
    }
  }

  @Test
  void aRestartAsksWhetherAllLiveButNotAllAtOnce() throws Exception {
    MemoryDialogueTable table = new MemoryDialogueTable();
    ManualClock clock = new ManualClock();
    CapMemory peer = new CapMemory();
    try (CapTestNode node = node(peer, clock, table)) {
      for (int i = 0; i < 300; i++) {
        peer.ask(CapBegins.begin(i, CapBegins.V4, CapBegins.initialDp(2)));
      }
      assertThat(node.component.tracked()).isEqualTo(300);
    }
    peer = new CapMemory();
    try (CapTestNode node = node(peer, clock, table)) {
      int most = 0;
      int all = 0;
      for (int i = 0; i < 601; i++) {
        clock.advance(Duration.ofSeconds(1));
        List<byte[]> asked = peer.sent();
        all += asked.size();
        most = Math.max(most, asked.size());
        for (byte[] udt : asked) {
          TcapMessage test = CapMemory.tcap(udt);
          peer.send(TcapWriter.continuing(test.dtid(), test.otid(), null, TcapWriter.result(3)));
        }
      }
      assertThat(all).isEqualTo(300);
      assertThat(most).isLessThan(20);
      assertThat(node.component.tracked()).isEqualTo(300);
    }
  }

  @Test
  void transactionIdsAreUniqueOverRestarts() throws Exception {
    Set<Long> seen = new HashSet<>();
    ManualClock clock = new ManualClock();
    for (int start = 0; start < 5; start++) {
      CapMemory peer = new CapMemory();
      try (CapTestNode node = node(peer, clock, new MemoryDialogueTable())) {
        for (int i = 0; i < 500; i++) {
          long id = peer.ask(CapBegins.begin(i, CapBegins.V4, CapBegins.initialDp(2))).otid();
          assertThat(seen.add(id)).isTrue();
        }
        assertThat(node.component.tracked()).isEqualTo(500);
      }
      clock.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void eachCallHasOneLinkSelection() throws Exception {
    CapMemory peer = new CapMemory();
    try (CapTestNode node = node(peer, new ManualClock(), new MemoryDialogueTable())) {
      Set<Integer> selections = new HashSet<>();
      for (int i = 0; i < 32; i++) {
        peer.network.inject(
            HostileMapTest.mtp3(
                SccpMessages.udt(
                    CapBegins.OURS,
                    CapBegins.MSC,
                    CapBegins.begin(i, CapBegins.V4, CapBegins.initialDp(2)))));
        Mtp3TransferPrimitive first = peer.network.sent().get(0);
        long ours = CapMemory.tcap(first.getData()).otid();
        peer.network.inject(
            HostileMapTest.mtp3(
                SccpMessages.udt(
                    CapBegins.OURS,
                    CapBegins.MSC,
                    TcapWriter.continuing(i, ours, null, TcapWriter.invoke(3, 55, new byte[0])))));
        peer.network.inject(
            HostileMapTest.mtp3(
                SccpMessages.udt(
                    CapBegins.OURS,
                    CapBegins.MSC,
                    TcapWriter.continuing(i, ours, null, CapBegins.report(4, 9, 1)))));
        List<Mtp3TransferPrimitive> rest = peer.network.sent();
        assertThat(rest).hasSize(2);
        assertThat(rest).extracting(Mtp3TransferPrimitive::getSls).containsOnly(first.getSls());
        selections.add(first.getSls());
      }
      assertThat(selections).hasSizeGreaterThan(8);
      assertThat(node.component.tracked()).isZero();
    }
  }

  @Test
  void subsystemTestsOfBothSubsystemsAreAnswered() throws Exception {
    CapMemory peer = new CapMemory();
    try (CapTestNode node = node(peer, new ManualClock(), new MemoryDialogueTable())) {
      assertThat(node.events).isEmpty();
      byte[] management = {0x42, 1};
      for (int subsystem : new int[] {146, 147}) {
        byte[] test = {3, (byte) subsystem, (byte) 0xd1, 0x07, 0};
        byte[] allowed = peer.sendSccp(SccpMessages.udt(0, management, management, test)).get(0);
        assertThat(SccpMessages.part(allowed, 2)).startsWith(1, subsystem);
      }
    }
  }

  @Test
  void mutatedMessagesHarmNothing() throws Exception {
    CapMemory peer = new CapMemory();
    ManualClock clock = new ManualClock();
    try (CapTestNode node = node(peer, clock, new MemoryDialogueTable())) {
      Mutants mutants = new Mutants(20261121);
      List<byte[]> originals = new ArrayList<>();
      originals.add(CapBegins.begin(1, CapBegins.V2, CapBegins.initialDp(2)));
      originals.add(CapBegins.begin(1, CapBegins.V4, CapBegins.initialDp(12)));
      originals.add(
          CapBegins.beginGprs(
              1,
              new GprsReference(null, THEIRS),
              TcapWriter.invoke(1, 78, CapBegins.initialDpGprs(1))));
      originals.add(
          CapBegins.beginGprs(1, new GprsReference(5L, THEIRS), CapBegins.reportGprs(1, 12, 5)));
      int begins = originals.size();
      int followed = 0;
      for (int i = 0; i < 100_000; i++) {
        if (i % 500 == 0) {
          // Open dialogues, so that some of what follows is about them.
          originals = new ArrayList<>(originals.subList(0, begins));
          clock.advance(Duration.ofMinutes(1));
          peer.sent();
          long call = open(peer, CapBegins.begin(8, CapBegins.V4, CapBegins.initialDp(2)));
          long session =
              open(
                  peer,
                  CapBegins.beginGprs(
                      9,
                      new GprsReference(null, THEIRS),
                      TcapWriter.invoke(1, 78, CapBegins.initialDpGprs(1))));
          originals.add(TcapWriter.continuing(8, call, null, CapBegins.report(2, 7, 2)));
          originals.add(TcapWriter.end(call, null, CapBegins.report(2, 9, 2)));
          originals.add(TcapWriter.continuing(9, session, null, CapBegins.reportGprs(2, 12, 4)));
          originals.add(
              CapBegins.beginGprs(
                  10, new GprsReference(session, THEIRS), CapBegins.reportGprs(1, 12, 5)));
          originals.add(TcapWriter.userAbort(session));
        }
        byte[] mutant = mutants.of(originals.get(mutants.next(originals.size())), 0);
        if (mutant.length == 0 || mutant.length > 220) {
          continue;
        }
        followed += peer.send(mutant).isEmpty() ? 0 : 1;
        peer.trace.clear();
        node.events.clear();
        node.refusals.clear();
      }
      assertThat(followed).isGreaterThan(10_000);
      assertThat(node.meters.find("pna.cap.failed").counters()).isEmpty();
      // What follows is served as ever, and time ends all that the mutants left open.
      TcapMessage answer = peer.ask(CapBegins.begin(1, CapBegins.V4, CapBegins.initialDp(2)));
      assertThat(answer.components()).isNotEmpty();
      for (int i = 0; i < 13 * 60; i++) {
        clock.advance(Duration.ofMinutes(1));
      }
      assertThat(node.component.tracked()).isZero();
      assertThat(node.table.states).isEmpty();
    }
  }

  private static long open(CapMemory peer, byte[] begin) throws Exception {
    TcapMessage answer = peer.ask(begin);
    return answer.otid() < 0 ? 1 : answer.otid();
  }

  private CapTestNode node(CapMemory peer, ManualClock clock, MemoryDialogueTable table)
      throws Exception {
    assertThat(clock.instant()).isAfter(Instant.EPOCH);
    return CapTestNode.start(
        CapTestNode.link(directory, TestNode.server(1)), table, peer.network, clock);
  }
}
