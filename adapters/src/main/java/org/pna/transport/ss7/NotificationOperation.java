package org.pna.transport.ss7;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.MalformedMessageException;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.MapOperation;
import org.pna.transport.ss7.codec.NoteMmEventCodec;
import org.pna.transport.ss7.codec.NoteMmNames;
import org.pna.transport.ss7.codec.SubscriberDataModifiedCodec;

/** The operations by which MAP tells a gsmSCF of something unasked. */
enum NotificationOperation {
  /** From VLR and SGSN (TS 29.002 clause 8.10), in mmEventReportingContext-v3. */
  NOTE_MM_EVENT(89, 42) {
    @Override
    NetworkMessage decode(
        byte[] data,
        int offset,
        int length,
        Origin origin,
        Fingerprint fingerprint,
        SccpAddress calling)
        throws MalformedMessageException {
      return NoteMmEventCodec.decode(data, offset, length, origin, fingerprint, calling);
    }

    @Override
    Subject subject(byte[] data, int offset, int length) {
      NoteMmNames names = NoteMmNames.read(data, offset, length);
      return new Subject(names.subscriber(), names.domain());
    }
  },

  /** From an HLR (clause 8.11.5), in subscriberDataModificationNotificationContext-v3. */
  NOTE_SUBSCRIBER_DATA_MODIFIED(SubscriberDataModifiedCodec.OPERATION, 22) {
    @Override
    NetworkMessage decode(
        byte[] data,
        int offset,
        int length,
        Origin origin,
        Fingerprint fingerprint,
        SccpAddress calling)
        throws MalformedMessageException {
      return SubscriberDataModifiedCodec.decode(data, offset, length, origin, fingerprint, calling);
    }

    @Override
    Subject subject(byte[] data, int offset, int length) {
      return new Subject(SubscriberDataModifiedCodec.names(data, offset, length), null);
    }
  };

  private static final int VERSION = 3;

  private final int code;
  private final int contextNumber;
  private final String context;
  private final String specName;

  /**
   * @param code operation code
   * @param contextNumber of its application context
   */
  NotificationOperation(int code, int contextNumber) {
    this.code = code;
    this.context = "0.4.0.0.1.0." + contextNumber + '.' + VERSION;
    this.contextNumber = contextNumber;
    this.specName = MapOperation.of(context, code);
  }

  /**
   * Of whom an argument tells that as a whole cannot be decoded.
   *
   * @param subscriber the names that can be read, an IMSI the first; none if there is no sound IMSI
   * @param domain null if it cannot be read, or there is none
   */
  record Subject(List<SubscriberId> subscriber, @Nullable Domain domain) {}

  /** Reads an argument; see the codecs. */
  abstract NetworkMessage decode(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling)
      throws MalformedMessageException;

  /** Reads what there is of an argument that cannot be decoded. */
  abstract Subject subject(byte[] data, int offset, int length);

  /** The operation's name in TS 29.002. */
  String specName() {
    return specName;
  }

  /** Its operation code. */
  int code() {
    return code;
  }

  /** The object identifier of its application context. */
  long[] objectIdentifier() {
    return new long[] {0, 4, 0, 0, 1, 0, contextNumber, VERSION};
  }

  /** The operation of a context; null when none of these has it. */
  static @Nullable NotificationOperation of(long[] context) {
    return of(operation -> Arrays.equals(context, operation.objectIdentifier()));
  }

  /** The operation of a context whatever its version; null when none of these has it. */
  static @Nullable NotificationOperation ofAnyVersion(long[] context) {
    return of(
        operation -> {
          long[] ours = operation.objectIdentifier();
          int version = ours.length - 1;
          return context.length > version && Arrays.equals(context, 0, version, ours, 0, version);
        });
  }

  /** The operation of a context, dotted; null when none of these has it. */
  static @Nullable NotificationOperation of(@Nullable String context) {
    return of(operation -> operation.context.equals(context));
  }

  /** The operation of a code; null when none of these has it. */
  static @Nullable NotificationOperation of(int code) {
    return of(operation -> operation.code == code);
  }

  private static @Nullable NotificationOperation of(Predicate<NotificationOperation> wanted) {
    for (NotificationOperation operation : values()) {
      if (wanted.test(operation)) {
        return operation;
      }
    }
    return null;
  }
}
