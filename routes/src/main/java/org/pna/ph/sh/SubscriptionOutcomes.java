package org.pna.ph.sh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;
import org.pna.model.message.sh.UserDataAnswer;

/** What is believed of a subscription after an answer. Under the subscriptions' lock only. */
final class SubscriptionOutcomes {
  /** Until somebody is asked about again whom the server does not know. */
  private static final Duration UNKNOWN_USER = Duration.ofHours(24);

  private static final Duration NOT_ALLOWED = Duration.ofHours(1);

  private final SubscriptionJobs jobs;
  private final InstantSource clock;

  SubscriptionOutcomes(SubscriptionJobs jobs, InstantSource clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Takes an answer.
   *
   * @return the value that it gives, for the route; null if none
   */
  @Nullable UserDataAnswer answered(SubscriptionJob job, ShRequest request, ShAnswer answer) {
    if (answer instanceof ShAnswer.Subscribed told) {
      return subscribed(job, told);
    } else if (answer instanceof ShAnswer.Pulled told) {
      job.succeeded();
      return told.answer();
    } else if (answer instanceof ShAnswer.Cancelled) {
      ended(job);
    } else if (answer instanceof ShAnswer.Failed failed) {
      failed(job, request, failed.kind());
    }
    return null;
  }

  private @Nullable UserDataAnswer subscribed(SubscriptionJob job, ShAnswer.Subscribed told) {
    Instant now = clock.instant();
    Instant until = told.expiry();
    if (until != null && !until.isAfter(now)) {
      job.failed(now); // over before we heard of it: clocks differ, or it takes nobody
      return told.present();
    }
    job.succeeded();
    jobs.set(job, SubscriptionState.STANDING, until);
    job.renewAt = jobs.renewal(job, until, now);
    job.pullAt = told.present() == null ? now : null;
    return told.present();
  }

  private void ended(SubscriptionJob job) {
    job.succeeded();
    job.pullAt = null;
    jobs.set(job, SubscriptionState.NONE, null);
  }

  private void failed(SubscriptionJob job, ShRequest request, ShAnswer.Kind kind) {
    Instant now = clock.instant();
    switch (kind) {
      case UNREACHABLE, NO_ROOM -> {
        job.notSent(now);
        if (request instanceof ShRequest.UserDataPull) {
          job.pullAt = now;
        }
      }
      case TIMEOUT, NOT_AVAILABLE, ERROR, PROTOCOL -> retry(job, request, now);
      case UNKNOWN_USER -> refused(job, request, now.plus(job.spread(UNKNOWN_USER)));
      case NOT_ALLOWED, UNSUPPORTED -> {
        if (request instanceof ShRequest.Cancellation) {
          job.failed(now);
        } else {
          refused(job, request, now.plus(job.spread(NOT_ALLOWED)));
        }
      }
      case NO_SUBSCRIPTION -> {
        if (request instanceof ShRequest.Cancellation) {
          ended(job);
        } else if (request instanceof ShRequest.Subscription) {
          retry(job, request, now);
        }
      }
    }
  }

  private static void retry(SubscriptionJob job, ShRequest request, Instant now) {
    job.failed(now);
    if (request instanceof ShRequest.UserDataPull) {
      job.pullAt = now;
    }
  }

  /** There is no use in asking on, for a long time; nothing is known by the value alone. */
  private void refused(SubscriptionJob job, ShRequest request, Instant until) {
    if (request instanceof ShRequest.UserDataPull) {
      return;
    }
    job.succeeded();
    job.pullAt = null;
    if (request instanceof ShRequest.Cancellation) {
      jobs.set(job, SubscriptionState.NONE, null);
    } else {
      jobs.set(job, SubscriptionState.REFUSED, until);
    }
  }
}
