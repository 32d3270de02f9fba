package org.pna.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;

/**
 * What an HSS does with a request of Sh, and the answer that says so (TS 29.328 clause 6.1, TS
 * 29.329 clause 6.1).
 */
final class HssService {
  static final int USER_DATA = 306;
  static final int SUBSCRIBE = 308;
  static final int PUSH = 309;
  static final int SH = 16_777_217;
  private static final int SUCCESS = 2001;
  private static final int UNSUPPORTED_COMMAND = 3001;
  private static final int UNDELIVERABLE = 3002;
  private static final int REALM_NOT_SERVED = 3003;
  private static final int MISSING_AVP = 5005;
  private static final int UNABLE_TO_COMPLY = 5012;
  private static final int USER_UNKNOWN = 5001;
  private static final int DATA_NOT_RECOGNIZED = 5100;
  private static final int CANNOT_BE_NOTIFIED = 5104;
  private static final int NO_SUBSCRIPTION = 5107;
  private static final int IMS_USER_STATE = 11;
  private static final int SGSN = 2;
  private static final long NTP_EPOCH = 2_208_988_800L;

  /** What each request has to have: Session-Id, VSAI, Auth-Session-State, Origin, realm, user. */
  private static final List<Integer> NEEDED = List.of(263, 260, 277, 264, 296, 283, 700, 703);

  private static final byte[] GARBAGE = "<Sh-Data><IMS".getBytes(StandardCharsets.UTF_8);

  private final SimulatedHss.Identity identity;
  private final HssSubscribers subscribers;
  private final HssSubscriptions subscriptions;
  private final InstantSource clock;
  private volatile HssQuestion.Listener listener = question -> {};
  private volatile Duration longest = Duration.ofDays(30);

  HssService(
      SimulatedHss.Identity identity,
      HssSubscribers subscribers,
      HssSubscriptions subscriptions,
      InstantSource clock) {
    this.identity = identity;
    this.subscribers = subscribers;
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  /** Whom to tell of each question about a known subscriber, before it is answered. */
  void listener(HssQuestion.Listener one) {
    listener = one;
  }

  /** How long a subscription lasts at most. */
  void longest(Duration time) {
    longest = time;
  }

  /** The answer to a request that this reaction meets; its LOSE, IGNORE and DISCONNECT are not. */
  DiameterPacket answer(DiameterPacket request, HssReaction reaction) throws IOException {
    return switch (reaction.kind()) {
      case EXPERIMENTAL -> experimental(request, reaction.code());
      case RESULT -> result(request, reaction.code());
      case GARBLE -> result(request, SUCCESS, new DiameterAvps().octets(702, GARBAGE));
      case WITHOUT_DATA -> result(request, SUCCESS);
      default -> answer(request);
    };
  }

  private DiameterPacket answer(DiameterPacket request) throws IOException {
    DiameterAvps avps = request.avps();
    for (int needed : NEEDED) {
      if (avps.first(needed) == null) {
        DiameterAvps missing = new DiameterAvps().octets(needed, new byte[0]);
        return result(request, MISSING_AVP, new DiameterAvps().group(279, missing));
      }
    }
    String host = avps.text(293);
    if (!identity.realm().equals(avps.text(283))) {
      return result(request, REALM_NOT_SERVED);
    } else if (host != null && !identity.host().equals(host)) {
      return result(request, UNDELIVERABLE);
    }
    String name = name(avps);
    HssSubscriber subscriber = name == null ? null : subscribers.get(name);
    if (name == null || subscriber == null) {
      return experimental(request, USER_UNKNOWN);
    }
    return switch (request.command()) {
      case USER_DATA -> userData(request, subscriber);
      case SUBSCRIBE -> notifications(request, subscriber, name);
      default -> result(request, UNSUPPORTED_COMMAND);
    };
  }

  /** The URI or the digits by which a request names its user. */
  private static @Nullable String name(DiameterAvps avps) throws IOException {
    DiameterAvps user = avps.group(700);
    String uri = user == null ? null : user.text(601);
    byte[] number = user == null ? null : user.first(701);
    return number == null ? uri : Digits.unpack(number, 0).replace("f", "");
  }

  private DiameterPacket userData(DiameterPacket request, HssSubscriber subscriber)
      throws IOException {
    DiameterAvps avps = request.avps();
    Integer asked = avps.number(706);
    Integer nodes = avps.number(713);
    Domain domain = asked == null ? null : asked == 0 ? Domain.CS : Domain.PS;
    ShDocument document = new ShDocument(subscriber);
    List<Integer> references = avps.numbers(703);
    for (int reference : references) {
      if (!ShDocument.knows(reference)) {
        return experimental(request, DATA_NOT_RECOGNIZED);
      } else if (ShDocument.isByDomain(reference) && domain == null) {
        DiameterAvps missing = new DiameterAvps().octets(706, new byte[4]);
        return result(request, MISSING_AVP, new DiameterAvps().group(279, missing));
      }
      document.with(reference, domain, nodes == null ? SGSN : nodes);
    }
    listener.asked(
        new HssQuestion.Data(subscriber.who(), references.get(0), domain, document.words()));
    return result(request, SUCCESS, new DiameterAvps().octets(702, document.octets()));
  }

  private DiameterPacket notifications(
      DiameterPacket request, HssSubscriber subscriber, String name) throws IOException {
    DiameterAvps avps = request.avps();
    String gateway = String.valueOf(avps.text(264));
    if (!avps.numbers(703).equals(List.of(IMS_USER_STATE))) {
      return experimental(request, CANNOT_BE_NOTIFIED);
    }
    Integer type = avps.number(705);
    if (type == null) {
      DiameterAvps missing = new DiameterAvps().octets(705, new byte[4]);
      return result(request, MISSING_AVP, new DiameterAvps().group(279, missing));
    }
    listener.asked(new HssQuestion.Notifications(subscriber.who(), name, type == 0));
    if (type != 0) {
      return subscriptions.end(gateway, name)
          ? result(request, SUCCESS)
          : experimental(request, NO_SUBSCRIPTION);
    }
    Instant end = clock.instant().plus(longest);
    byte[] wish = avps.first(709);
    if (wish != null) {
      Instant wished =
          Instant.ofEpochSecond((ByteBuffer.wrap(wish).getInt() & 0xffff_ffffL) - NTP_EPOCH);
      end = wished.isBefore(end) ? wished : end;
    }
    if (!subscriptions.begin(gateway, name, end)) {
      return result(request, UNABLE_TO_COMPLY);
    }
    DiameterAvps more = new DiameterAvps().number(709, (int) (end.getEpochSecond() + NTP_EPOCH));
    Integer sendsData = avps.number(710);
    if (sendsData != null && sendsData == 1) {
      more.text(702, new ShDocument(subscriber).with(IMS_USER_STATE, null, 0).text());
    }
    return result(request, SUCCESS, more);
  }

  DiameterPacket result(DiameterPacket request, int code) {
    return result(request, code, new DiameterAvps());
  }

  private DiameterPacket result(DiameterPacket request, int code, DiameterAvps more) {
    return answer(request, code / 1000 == 3, new DiameterAvps().number(268, code), more);
  }

  private DiameterPacket experimental(DiameterPacket request, int code) {
    DiameterAvps result = new DiameterAvps().number(266, 10_415).number(298, code);
    return answer(request, false, new DiameterAvps().group(297, result), new DiameterAvps());
  }

  private DiameterPacket answer(
      DiameterPacket request, boolean error, DiameterAvps result, DiameterAvps more) {
    DiameterAvps avps = request.avps().only(263);
    avps.addAll(result).group(260, application()).number(277, 1);
    avps.addAll(identity.avps()).addAll(more).addAll(request.avps().only(284));
    return request.answer(error, avps);
  }

  /** Vendor-Specific-Application-Id of Sh. */
  static DiameterAvps application() {
    return new DiameterAvps().number(266, 10_415).number(258, SH);
  }

  /** Push-Notification-Request (TS 29.329 clause 6.1.7). */
  DiameterAvps push(HssNotification notification, HssConnection.Peer gateway) {
    DiameterAvps user = new DiameterAvps();
    String name = notification.name();
    ShDocument document = new ShDocument(notification.subscriber());
    boolean isNumber = Character.isDigit(name.charAt(0));
    return new DiameterAvps()
        .text(263, notification.session())
        .group(260, application())
        .number(277, 1)
        .addAll(identity.avps())
        .text(293, gateway.host())
        .text(283, gateway.realm())
        .group(700, isNumber ? user.octets(701, Digits.pack(name, 15)) : user.text(601, name))
        .octets(702, document.with(IMS_USER_STATE, null, 0).octets());
  }
}
