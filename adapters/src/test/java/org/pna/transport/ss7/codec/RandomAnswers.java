package org.pna.transport.ss7.codec;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.SubscriberId;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.map.SubscriptionResult;

/** What an HLR says, with every combination of elements. */
public final class RandomAnswers {
  public static final Instant ASKED = Instant.EPOCH.minusSeconds(1);

  private static final List<SubscriberState> CS =
      Stream.of(SubscriberState.values()).filter(state -> !isPacketSwitched(state)).toList();
  private static final List<SubscriberState> PS =
      Stream.of(SubscriberState.values())
          .filter(state -> isPacketSwitched(state) || state.code().startsWith("n"))
          .toList();

  private final RandomGenerator random;
  private final RandomEvents events;

  public RandomAnswers(RandomGenerator random) {
    this.random = random;
    this.events = new RandomEvents(random);
  }

  private static boolean isPacketSwitched(SubscriberState state) {
    return state.name().startsWith("PS_") || state == SubscriberState.NOT_PROVIDED_FROM_SGSN_OR_MME;
  }

  public static List<SubscriberId> subscriber() {
    return List.of(new Imsi("240991234567890"));
  }

  public InterrogationResult interrogation() {
    NoteMmEvent event = events.nextWithNodes();
    boolean cs = random.nextBoolean();
    boolean ps = random.nextBoolean();
    return new InterrogationResult(
        RandomEvents.ORIGIN,
        RandomEvents.FINGERPRINT,
        RandomEvents.CALLING,
        subscriber(),
        ASKED,
        null,
        maybe(CS.get(random.nextInt(CS.size()))),
        maybe(PS.get(random.nextInt(PS.size()))),
        cs ? event.location() : null,
        cs ? event.vlrNumber() : null,
        ps ? event.locationGprs() : null,
        ps ? event.sgsnNumber() : null);
  }

  public SubscriptionResult subscription(boolean modification) {
    return new SubscriptionResult(
        RandomEvents.ORIGIN,
        RandomEvents.FINGERPRINT,
        RandomEvents.CALLING,
        subscriber(),
        ASKED,
        modification,
        maybe(csi()),
        maybe(csi()));
  }

  public SubscriberDataModified modified() {
    NoteMmEvent event = events.nextWithNodes();
    return new SubscriberDataModified(
        RandomEvents.ORIGIN,
        RandomEvents.FINGERPRINT,
        RandomEvents.CALLING,
        event.imsi(),
        event.msisdn(),
        maybe(csi()),
        maybe(csi()),
        random.nextBoolean(),
        random.nextBoolean());
  }

  private Csi csi() {
    return new Csi(
        random.ints(random.nextInt(1, 11), 0, 256).boxed().toList(),
        random.nextInt(Integer.MAX_VALUE) >> random.nextInt(31),
        String.valueOf(10_000 + random.nextInt(Integer.MAX_VALUE - 10_000)),
        random.nextBoolean(),
        random.nextBoolean());
  }

  private <T> @Nullable T maybe(T value) {
    return random.nextBoolean() ? value : null;
  }
}
