package org.pna.transport.mlp.codec;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.SubscriberId;
import org.pna.model.message.mlp.LocationType;
import org.pna.model.message.mlp.MlpRequest;

/**
 * Reads requests, as a location server or a trace has them (OMA MLP, svc_init): of one subscriber,
 * and as far as {@link MlpRequest} goes.
 */
public final class MlpRequestReader {
  private static final Pattern INTERVAL =
      Pattern.compile("([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})");

  private MlpRequestReader() {}

  /**
   * Reads a document.
   *
   * @throws MalformedMessageException with line and element, when it is no request that we write
   */
  public static MlpRequest read(byte[] document) throws MalformedMessageException {
    MlpElement root = MlpXml.parse(document);
    MlpResults.checkVersion(root);
    if (!root.name.equals("svc_init")) {
      throw root.malformed(Kind.UNEXPECTED_VALUE, "not svc_init");
    }
    for (MlpElement child : root.children) {
      switch (child.name) {
        case "slir" -> {
          return new MlpRequest.Immediate(subscriber(child), type(child), null);
        }
        case "tlrr" -> {
          return triggered(child);
        }
        case "tlrsr" -> {
          String id = MlpResults.requestId(child.required("req_id"));
          return new MlpRequest.Stop(Objects.requireNonNull(id));
        }
        default -> {
          // the header, or another service
        }
      }
    }
    throw root.malformed(Kind.DATA_MISSING, "none of slir, tlrr and tlrsr");
  }

  private static MlpRequest triggered(MlpElement request) throws MalformedMessageException {
    MlpElement start = request.child("start_time");
    MlpElement stop = request.child("stop_time");
    MlpElement event = request.child("tlrr_event");
    MlpElement push = request.child("pushaddr");
    Duration interval = interval(request.child("interval"));
    boolean whenAvailable = event != null && event.child("ms_action") != null;
    if (interval == null && !whenAvailable) {
      throw request.malformed(Kind.DATA_MISSING, "neither interval nor ms_action");
    }
    return new MlpRequest.Triggered(
        subscriber(request),
        interval,
        start == null ? null : MlpTimes.read(start),
        stop == null ? null : MlpTimes.read(stop),
        whenAvailable,
        push == null ? null : push.required("url").text(),
        type(request));
  }

  private static @Nullable Duration interval(@Nullable MlpElement element)
      throws MalformedMessageException {
    if (element == null) {
      return null;
    }
    Matcher parts = INTERVAL.matcher(element.text());
    if (!parts.matches()) {
      throw element.malformed(Kind.UNEXPECTED_VALUE, "not ddhhmmss");
    }
    return Duration.ofDays(Integer.parseInt(parts.group(1)))
        .plusHours(Integer.parseInt(parts.group(2)))
        .plusMinutes(Integer.parseInt(parts.group(3)))
        .plusSeconds(Integer.parseInt(parts.group(4)));
  }

  private static SubscriberId subscriber(MlpElement request) throws MalformedMessageException {
    MlpElement msids = request.child("msids");
    MlpElement parent = msids == null ? request : msids;
    if (parent.all("msid").size() > 1) {
      throw parent.malformed(Kind.UNEXPECTED_VALUE, "several msid");
    }
    MlpElement msid = parent.required("msid");
    SubscriberId name = Subscribers.name(msid);
    if (name == null) {
      throw msid.malformed(Kind.UNEXPECTED_VALUE, "a name without use");
    }
    return name;
  }

  private static LocationType type(MlpElement request) throws MalformedMessageException {
    MlpElement element = request.child("loc_type");
    String text = element == null ? null : element.attributes.get("type");
    if (element == null || text == null) {
      return LocationType.CURRENT;
    }
    for (LocationType type : LocationType.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw element.malformed(Kind.UNEXPECTED_VALUE, "no such type");
  }
}
