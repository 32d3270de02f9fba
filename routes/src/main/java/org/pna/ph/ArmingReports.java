package org.pna.ph;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.routes.Identification;
import org.pna.routes.Identities;

/**
 * The reports that armed CSIs bring, of each SIM of a presentity that has an IMSI and is not held
 * by a home subscriber server alone: over Sh nothing is armed.
 */
public final class ArmingReports implements ReportingSupplier {
  private final Arming arming;
  private final ArmingSettings settings;
  private final ReportKeys keys;
  private final ReportingWishes wishes;

  /**
   * @param keys of these reports
   * @param wishes those of the arming
   */
  public ArmingReports(
      Arming arming, ArmingSettings settings, ReportKeys keys, ReportingWishes wishes) {
    this.arming = arming;
    this.settings = settings;
    this.keys = keys;
    this.wishes = wishes;
  }

  /**
   * The keys of these reports: IMSIs.
   *
   * @param identities whose presentity an IMSI is now
   * @param hlrs all of them; whom one holds at which nothing is armed has no key
   */
  public static ReportKeys keys(SimDirectory sims, Identities identities, Hlrs hlrs) {
    return new ReportKeys() {
      @Override
      public List<String> of(String presentity) {
        return sims.imsis(presentity).stream().filter(hlrs::mayBeArmed).toList();
      }

      @Override
      public @Nullable String presentity(String key) {
        return identities.identify(List.of(new Imsi(key))) instanceof Identification.Known known
            ? known.presentity()
            : null;
      }

      @Override
      public void forEach(BiConsumer<String, String> visitor) {
        sims.forEach(
            (imsi, presentity) -> {
              if (hlrs.mayBeArmed(imsi)) {
                visitor.accept(imsi, presentity);
              }
            });
      }
    };
  }

  @Override
  public String name() {
    return "sims";
  }

  @Override
  public @Nullable String hindrance(String presentity, Wish wish) {
    return wish == Wish.ON && settings.serviceKeys().isEmpty()
        ? "no CSI is known as ours: set ph.arming.service-keys in the configuration"
        : null;
  }

  @Override
  public void ask(String presentity, Wish wish, String requester, Consumer<Boolean> end) {
    wishes.ask(presentity, wish, end);
  }

  @Override
  public List<ReportingStanding> standings(String presentity) {
    return keys.of(presentity).stream().map(this::standing).toList();
  }

  private ReportingStanding standing(String imsi) {
    Armament armament = arming.armament(imsi);
    return new ReportingStanding(
        "imsi",
        imsi,
        armament.isWanted(),
        armament.want().asked(),
        arming.isSettled(imsi),
        List.of(report("m-csi", armament.mobility()), report("mg-csi", armament.mobilityGprs())));
  }

  private static ReportingStanding.Report report(String name, CsiStanding csi) {
    String state = csi.state().name().toLowerCase(Locale.ROOT);
    return new ReportingStanding.Report(name, state, csi.since(), null);
  }
}
