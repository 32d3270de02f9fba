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

/** The reports that armed CSIs bring, of each SIM of a presentity that has an IMSI. */
public final class ArmingReports implements ReportingSupplier {
  private final Arming arming;
  private final ArmingSettings settings;
  private final SimDirectory sims;
  private final ReportingWishes wishes;

  /**
   * @param wishes those of the arming
   */
  public ArmingReports(
      Arming arming, ArmingSettings settings, SimDirectory sims, ReportingWishes wishes) {
    this.arming = arming;
    this.settings = settings;
    this.sims = sims;
    this.wishes = wishes;
  }

  /**
   * The keys of these reports: IMSIs.
   *
   * @param identities whose presentity an IMSI is now
   */
  public static ReportKeys keys(SimDirectory sims, Identities identities) {
    return new ReportKeys() {
      @Override
      public List<String> of(String presentity) {
        return sims.imsis(presentity);
      }

      @Override
      public @Nullable String presentity(String key) {
        return identities.identify(List.of(new Imsi(key))) instanceof Identification.Known known
            ? known.presentity()
            : null;
      }

      @Override
      public void forEach(BiConsumer<String, String> visitor) {
        sims.forEach(visitor);
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
    return sims.imsis(presentity).stream().map(this::standing).toList();
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
