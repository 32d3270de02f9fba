package org.pna.transport.diameter.codec;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.SubscriberId;
import org.pna.model.message.Origin;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShData;
import org.pna.model.message.sh.ShRequest;
import org.pna.model.message.sh.UserDataAnswer;

/** User-Data-Answer and Subscribe-Notifications-Answer (TS 29.329 clauses 6.1.2 and 6.1.6). */
public final class ShAnswers {
  private ShAnswers() {}

  /**
   * Reads the answer to a request.
   *
   * @param askedAt when the request went
   * @return never with a kind that says there was no answer
   */
  public static ShAnswer decode(
      DiameterMessage answer, ShRequest request, Instant askedAt, Origin origin) {
    try {
      return read(answer, request, askedAt, origin);
    } catch (MalformedMessageException e) {
      return new ShAnswer.Failed(ShAnswer.Kind.PROTOCOL, e.where());
    }
  }

  private static ShAnswer read(
      DiameterMessage answer, ShRequest request, Instant askedAt, Origin origin)
      throws MalformedMessageException {
    ShAnswer.Failed failure = failure(answer);
    if (failure != null) {
      return failure;
    }
    if (request instanceof ShRequest.UserDataPull pull) {
      Avp document = answer.avps().first(AvpCode.USER_DATA);
      if (document == null) {
        // Allowed where the data asked for do not exist (TS 29.328 clause 6.1.1.1).
        return new ShAnswer.Failed(
            ShAnswer.Kind.NO_SUBSCRIPTION, ResultCode.SUCCESS, false, "no User-Data");
      }
      return new ShAnswer.Pulled(
          data(
              answer,
              document,
              List.of(request.subscriber()),
              askedAt,
              origin,
              pull.reference(),
              pull.domain()));
    }
    if (request instanceof ShRequest.Cancellation) {
      return new ShAnswer.Cancelled();
    }
    Long expiry = answer.number(AvpCode.EXPIRY_TIME);
    Avp document = answer.avps().first(AvpCode.USER_DATA);
    return new ShAnswer.Subscribed(
        expiry == null ? null : ShRequests.time(expiry),
        document == null
            ? null
            : data(
                answer,
                document,
                List.of(request.subscriber()),
                askedAt,
                origin,
                DataReference.IMS_USER_STATE,
                null));
  }

  /**
   * The data in an answer to somebody's question.
   *
   * @param askedAt when the request went
   * @return null if it is no success or gives none, or the question was for other data than the
   *     gateway knows
   * @throws MalformedMessageException when it cannot be read
   */
  public static @Nullable UserDataAnswer data(
      DiameterMessage answer, ShQuestion question, Instant askedAt, Origin origin)
      throws MalformedMessageException {
    DataReference reference = question.reference();
    Avp document = failure(answer) == null ? answer.avps().first(AvpCode.USER_DATA) : null;
    if (reference == null || document == null) {
      return null;
    }
    Domain domain = reference.isByDomain() ? question.domain() : null;
    return data(answer, document, question.subscriber(), askedAt, origin, reference, domain);
  }

  private static UserDataAnswer data(
      DiameterMessage answer,
      Avp document,
      List<SubscriberId> asked,
      Instant askedAt,
      Origin origin,
      DataReference reference,
      @Nullable Domain domain)
      throws MalformedMessageException {
    String server = answer.originHost();
    ShData data = ShDataReader.read(document.data());
    boolean subscribed = answer.header().command() == DiameterHeader.SUBSCRIBE_NOTIFICATIONS;
    return new UserDataAnswer(
        subscribed
            ? UserDataAnswer.Command.SUBSCRIBE_NOTIFICATIONS
            : UserDataAnswer.Command.USER_DATA,
        origin,
        DiameterFingerprints.of(server, answer.header()),
        server,
        PushNotifications.names(asked, data),
        askedAt,
        reference,
        domain,
        data);
  }

  /** What an answer says that is no success, or null. */
  public static ShAnswer.@Nullable Failed failure(DiameterMessage answer)
      throws MalformedMessageException {
    Avp experimental = answer.avps().first(AvpCode.EXPERIMENTAL_RESULT);
    if (experimental != null) {
      Avps group = experimental.group("Experimental-Result");
      long code =
          group
              .required(AvpCode.EXPERIMENTAL_RESULT_CODE, "Experimental-Result-Code")
              .unsigned32("Experimental-Result-Code");
      return code / 1000 == 2
          ? null
          : new ShAnswer.Failed(experimental((int) code), (int) code, true, "experimental " + code);
    }
    Avp result = answer.avps().first(AvpCode.RESULT_CODE);
    if (result == null) {
      throw new MalformedMessageException(Kind.DATA_MISSING, "Result-Code", "missing");
    }
    long code = result.unsigned32("Result-Code");
    return code / 1000 == 2
        ? null
        : new ShAnswer.Failed(base((int) code), (int) code, false, "result " + code);
  }

  private static ShAnswer.Kind experimental(int code) {
    return switch (code) {
      case ResultCode.USER_UNKNOWN, ResultCode.IDENTITIES_DONT_MATCH -> ShAnswer.Kind.UNKNOWN_USER;
      case ResultCode.USER_DATA_NOT_AVAILABLE, ResultCode.PRIOR_UPDATE_IN_PROGRESS ->
          ShAnswer.Kind.NOT_AVAILABLE;
      case ResultCode.OPERATION_NOT_ALLOWED,
          ResultCode.USER_DATA_CANNOT_BE_READ,
          ResultCode.USER_DATA_CANNOT_BE_NOTIFIED ->
          ShAnswer.Kind.NOT_ALLOWED;
      case ResultCode.FEATURE_UNSUPPORTED, ResultCode.USER_DATA_NOT_RECOGNIZED ->
          ShAnswer.Kind.UNSUPPORTED;
      case ResultCode.SUBS_DATA_ABSENT, ResultCode.NO_SUBSCRIPTION_TO_DATA ->
          ShAnswer.Kind.NO_SUBSCRIPTION;
      default -> ShAnswer.Kind.ERROR;
    };
  }

  private static ShAnswer.Kind base(int code) {
    return switch (code) {
      case ResultCode.UNABLE_TO_DELIVER, ResultCode.REALM_NOT_SERVED -> ShAnswer.Kind.UNREACHABLE;
      case ResultCode.TOO_BUSY -> ShAnswer.Kind.NOT_AVAILABLE;
      case ResultCode.COMMAND_UNSUPPORTED, ResultCode.APPLICATION_UNSUPPORTED ->
          ShAnswer.Kind.UNSUPPORTED;
      case ResultCode.AUTHORIZATION_REJECTED -> ShAnswer.Kind.NOT_ALLOWED;
      default -> ShAnswer.Kind.ERROR;
    };
  }
}
