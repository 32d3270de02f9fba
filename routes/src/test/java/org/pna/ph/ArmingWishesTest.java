package org.pna.ph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pna.model.Imsi;
import org.pna.model.message.map.Csi.Kind;
import org.pna.publisher.pen.ReportingControl;

/** Whose CSIs are armed: by the configuration, for watchers, and as Pen asks. */
class ArmingWishesTest extends ArmingFixture {
  @Test
  void armedAfterAMinuteOfWatchingAndDisarmedADayAfterTheLastWatcher() {
    subscribers(2);
    ArmingSettings watched = settings(ReportingSettings.Whom.WATCHED);
    start(watched);
    pass(Duration.ofSeconds(55), Set.of(presentity(0)));
    assertThat(register.asked).isEmpty();
    pass(Duration.ofSeconds(10), Set.of(presentity(0)));
    assertThat(register.isActive(imsi(0), Kind.MG_CSI)).isTrue();
    pass(Duration.ofSeconds(30), Set.of(presentity(1)));
    pass(Duration.ofHours(12));
    start(watched);
    pass(Duration.ofHours(11));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    pass(Duration.ofHours(1));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(register.isActive(imsi(0), Kind.MG_CSI)).isFalse();
    assertThat(register.isActive(imsi(1), Kind.M_CSI)).isFalse();
    assertThat(rows()).isZero();
  }

  @Test
  void whatPenAsksForComesBeforeTheConfigurationAndOutlivesARestart() {
    subscribers(2);
    start(settings(ReportingSettings.Whom.LIST, presentity(0)));
    ask(ReportingControl.Wish.ON, presentity(1));
    ask(ReportingControl.Wish.OFF, presentity(0));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(register.isActive(imsi(1), Kind.M_CSI)).isTrue();
    start(settings(ReportingSettings.Whom.LIST, presentity(0)));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(register.isActive(imsi(1), Kind.M_CSI)).isTrue();
    ask(ReportingControl.Wish.ON, presentity(0));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
  }

  @Test
  void whatIsAskedForIsOnDiskWhenItIsSaidToBe() {
    subscribers(2);
    start(settings(ReportingSettings.Whom.NONE));
    ask(ReportingControl.Wish.ON, presentity(0));
    List<Boolean> ends = new ArrayList<>();
    wishes.ask("tel:+1", ReportingControl.Wish.ON, ends::add);
    assertThat(ends).containsExactly(false);
    Instant asked = clock.instant();
    start(settings(ReportingSettings.Whom.NONE)); // killed before anything was sent
    pass(Duration.ofSeconds(5));
    ReportingStanding standing = reports.standings(presentity(0)).get(0);
    assertThat(standing.asked()).isEqualTo(new Asked(true, asked));
    assertThat(standing.settled()).isTrue();
    assertThat(standing.reports().get(0).state()).isEqualTo("armed");
    assertThat(standing.reports().get(0).since()).isBetween(asked, clock.instant());

    ask(ReportingControl.Wish.DEFAULT, presentity(0));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(rows()).isZero();
    assertThat(arming.armament(imsi(0))).isEqualTo(Armament.NONE);
  }

  @Test
  void aSimOfAServerThatIsAskedByShIsLeftOut() throws Exception {
    String ann = presentity(1);
    subscribers(2);
    directory.add(3, "240980000000001", null, ann);
    directory.add(4, "240980000000002", null, "sip:bob@pna.test");
    start(settings(ReportingSettings.Whom.NONE));
    assertThat(reports.standings("sip:bob@pna.test")).isEmpty();
    assertThat(reports.standings(ann)).extracting(one -> one.name()).containsExactly(imsi(1));
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    reports.ask(ann, ReportingControl.Wish.OFF, "test", end::complete);
    assertThat(end.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatSomebodyAsksForComesBeforeWhatTheConfigurationWishes() {
    subscribers(2_000);
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofSeconds(2));
    List<String> last =
        IntStream.range(0, 2_000)
            .mapToObj(ArmingFixture::imsi)
            .filter(
                imsi ->
                    register.asked.stream()
                        .noneMatch(one -> one.request().subscriber().equals(new Imsi(imsi))))
            .toList();
    assertThat(last).hasSizeGreaterThan(1_000);
    for (int i = 0; i < 2_000; i += 100) {
      ask(ReportingControl.Wish.ON, presentity(i));
    }
    pass(Duration.ofSeconds(2));
    for (int i = 0; i < 2_000; i += 100) {
      assertThat(register.isActive(imsi(i), Kind.MG_CSI)).isTrue();
    }
  }

  @Test
  void whatWasAskedForOfWhomTheDirectoryNamesNoMoreIsSwitchedOff() {
    subscribers(1);
    start(settings(ReportingSettings.Whom.NONE));
    ask(ReportingControl.Wish.ON, presentity(0));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    directory.replace(directory.draft());
    start(settings(ReportingSettings.Whom.NONE));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(rows()).isZero();
  }

  /** Rule S6: whoever watches now and then takes no room for it. */
  @Test
  void manyShortWatchesAreRememberedOnce() {
    subscribers(1);
    start(settings(ReportingSettings.Whom.WATCHED));
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofSeconds(2), Set.of(presentity(0)));
      pass(Duration.ofSeconds(2));
    }
    assertThat(register.asked).isEmpty();
    pass(Duration.ofSeconds(65), Set.of(presentity(0)));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofSeconds(2));
      pass(Duration.ofSeconds(2), Set.of(presentity(0)));
    }
    assertThat(wishes.remembered()).isLessThanOrEqualTo(2);
    pass(Duration.ofHours(23));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    pass(Duration.ofHours(2));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
  }
}
