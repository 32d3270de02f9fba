package org.pna.ph;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.map.Csi.Kind;
import org.pna.model.message.map.HlrRequest;
import org.pna.normalise.HomeNetworks;
import org.pna.publisher.pen.ReportingControl;
import org.pna.publisher.store.MemoryStore;
import org.pna.publisher.store.TableName;
import org.pna.routes.Alarms;
import org.pna.routes.Directory;

/** Arming at one simulated home register, on a clock of the test's own. */
abstract class ArmingFixture {
  static final Duration STEP = Duration.ofMillis(50);
  static final int RATE = 100;

  final HandClock clock = new HandClock();
  final FakeRegister register = new FakeRegister(clock);
  final MemoryStore store = new MemoryStore(1_000);
  boolean takes = true;
  final Directory directory = new Directory(HomeNetworks.NONE);
  final SimDirectory sims = new SimDirectory(directory);
  final List<NetworkMessage> entered = new ArrayList<>();
  SimpleMeterRegistry meters = new SimpleMeterRegistry();
  Alarms alarms = new Alarms(clock, meters);
  Hlr hlr = hlr(RATE);
  Arming arming;
  ReportingWishes wishes;
  ArmingReports reports;

  static Hlr hlr(int rate) {
    return new Hlr("hlr1", "msc1", FakeRegister.TITLE, List.of(), FakeRegister.OURS, 200, rate);
  }

  /** One by MAP, and one by Sh that holds the IMSIs of another network. */
  List<Hlr> registers() {
    return List.of(hlr, new Hlr("hss1", new Way.Sh("hss", null), List.of("24098"), 200));
  }

  static String imsi(int number) {
    return "24099%010d".formatted(number);
  }

  static String presentity(int number) {
    return "tel:+1555%07d".formatted(number);
  }

  void subscribers(int count) {
    for (int i = 0; i < count; i++) {
      directory.add(i + 1, imsi(i), "1555%07d".formatted(i), presentity(i));
      register.provision(imsi(i));
    }
  }

  static ArmingSettings settings(ReportingSettings.Whom whom, String... listed) {
    return new ArmingSettings(
        new ReportingSettings(whom, Set.of(listed), Duration.ofSeconds(60), Duration.ofHours(24)),
        Set.of(Kind.M_CSI, Kind.MG_CSI),
        Set.of(100L),
        20_000);
  }

  void start(ArmingSettings settings) {
    register.forget(); // what a killed one asked for it never hears
    meters = new SimpleMeterRegistry();
    alarms = new Alarms(clock, meters);
    Hlrs hlrs = new Hlrs(registers());
    arming =
        new Arming(
            settings,
            hlrs.armable(),
            new HlrBudgets(hlrs, clock, meters),
            register,
            (message, end) -> {
              if (takes) {
                entered.add(message);
              }
              end.accept(new Entrance.End(takes, null, false, null));
            },
            store,
            () -> false,
            alarms,
            clock,
            meters);
    arming.restore();
    ReportKeys keys = ArmingReports.keys(sims, directory, hlrs);
    wishes = new ReportingWishes(arming, settings.reporting(), keys, clock);
    reports = new ArmingReports(arming, settings, keys, wishes);
    wishes.begin();
  }

  void pass(Duration time) {
    pass(time, Set.of());
  }

  void pass(Duration time, Set<String> watched) {
    Instant end = clock.instant().plus(time);
    Instant second = clock.instant();
    while (clock.instant().isBefore(end)) {
      clock.advance(STEP);
      arming.tick();
      register.advance();
      if (!clock.instant().isBefore(second)) {
        second = second.plusSeconds(1);
        arming.look();
        wishes.watched(watched);
      }
    }
  }

  void ask(ReportingControl.Wish wish, String presentity) {
    wishes.ask(presentity, wish, saved -> assertThat(saved).isTrue());
  }

  long count(Class<? extends HlrRequest> kind) {
    return register.asked.stream().filter(one -> kind.isInstance(one.request())).count();
  }

  int rows() {
    int[] rows = new int[1];
    store.scan(TableName.ARMING, "", (key, value) -> rows[0]++);
    return rows[0];
  }
}
