package org.pna.transport.mlp.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.mlp.LocatedSubscriber;
import org.pna.model.message.mlp.LocationOutcome;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.LocationTrigger;
import org.pna.model.message.mlp.MlpResult;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.ResultCode;

/** The reports in a document, each of one subscriber. */
public final class MlpReports {
  private final Origin origin;
  private final String server;
  private final MlpService service;
  private final @Nullable Instant askedAt;
  private final byte[] digest;
  private final List<LocationReport> reports = new ArrayList<>(1);

  private MlpReports(
      MlpResult result, byte[] document, Origin origin, String server, @Nullable Instant askedAt) {
    this.origin = origin;
    this.server = server;
    this.service = result.service();
    this.askedAt = askedAt;
    this.digest = digest(document, server, askedAt);
  }

  /**
   * What came of its own accord. Nobody knows whom it is about where no name is of use to us: that
   * is left out.
   */
  public static List<LocationReport> unasked(
      MlpResult result, byte[] document, Origin origin, String server) {
    MlpReports all = new MlpReports(result, document, origin, server, null);
    result.subscribers().forEach(subscriber -> all.add(subscriber.names(), subscriber));
    return all.reports;
  }

  /**
   * The answer about one subscriber; also where there is only a result for the whole.
   *
   * @param asked whom it was asked about; null if that is not known
   */
  public static List<LocationReport> asked(
      MlpResult result,
      byte[] document,
      Origin origin,
      String server,
      @Nullable SubscriberId asked,
      Instant askedAt) {
    MlpReports all = new MlpReports(result, document, origin, server, askedAt);
    for (LocatedSubscriber subscriber : result.subscribers()) {
      boolean named = !subscriber.names().isEmpty() || asked == null;
      all.add(named ? subscriber.names() : List.of(asked), subscriber);
    }
    ResultCode code = result.result();
    if (asked != null && all.reports.isEmpty() && code != null && !result.isGood()) {
      all.add(List.of(asked), null, new LocationOutcome.Failed(code));
    }
    return all.reports;
  }

  private void add(List<SubscriberId> names, LocatedSubscriber subscriber) {
    if (!names.isEmpty()) {
      add(names, subscriber.trigger(), subscriber.outcome());
    }
  }

  private void add(
      List<SubscriberId> names, @Nullable LocationTrigger trigger, LocationOutcome outcome) {
    ByteBuffer hash = ByteBuffer.wrap(digest);
    Fingerprint fingerprint =
        new Fingerprint(hash.getLong(), hash.getLong() + reports.size()); // its place in it
    reports.add(
        new LocationReport(origin, fingerprint, server, names, service, askedAt, trigger, outcome));
  }

  /** Each answer is an event of its own, though it says what the one before said (rule T2). */
  private static byte[] digest(byte[] document, String server, @Nullable Instant askedAt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(server.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      if (askedAt != null) {
        digest.update(askedAt.toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return digest.digest(document);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
