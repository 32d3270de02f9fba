package org.pna.transport.mlp.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.message.mlp.LocatedSubscriber;
import org.pna.model.message.mlp.MlpResult;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.MlpVersion;
import org.pna.model.message.mlp.ResultCode;

/**
 * Reads what a location server sends (OMA MLP 3.0 to 3.5, svc_result). What is not known is passed
 * over.
 */
public final class MlpResults {
  /** Octets of the longest document that is read. */
  public static final int MOST_OCTETS = 256 << 10;

  /** Subscribers in one document. */
  static final int MOST_SUBSCRIBERS = 1000;

  private static final int LONGEST_REQUEST_ID = 100;
  private static final int HIGHEST_RESULT = 9999;

  private MlpResults() {}

  /**
   * Reads a document.
   *
   * @throws MalformedMessageException with line and element, when it is none that we understand, or
   *     anything in it that we make use of is impossible
   */
  public static MlpResult read(byte[] document) throws MalformedMessageException {
    MlpElement root = MlpXml.parse(document);
    checkVersion(root);
    if (root.name.equals(MlpService.GEM.specName())) {
      return result(root, MlpService.GEM);
    }
    if (!root.name.equals("svc_result")) {
      throw root.malformed(Kind.UNEXPECTED_VALUE, "not svc_result");
    }
    for (MlpElement child : root.children) {
      MlpService service = MlpService.of(child.name);
      if (service != null) {
        checkVersion(child);
        return result(child, service);
      }
    }
    throw root.malformed(Kind.DATA_MISSING, "no result of a service that we use");
  }

  static void checkVersion(MlpElement element) throws MalformedMessageException {
    String version = element.attributes.get("ver");
    if (version != null && MlpVersion.of(version) == null) {
      throw element.malformed(Kind.UNEXPECTED_VALUE, "a version other than 3.0 to 3.5");
    }
  }

  private static MlpResult result(MlpElement element, MlpService service)
      throws MalformedMessageException {
    List<LocatedSubscriber> subscribers = new ArrayList<>();
    for (MlpElement child : element.children) {
      if (child.name.equals("pos") || child.name.equals("trl_pos")) {
        if (subscribers.size() == MOST_SUBSCRIBERS) {
          throw child.malformed(
              Kind.UNEXPECTED_VALUE, "more than " + MOST_SUBSCRIBERS + " subscribers");
        }
        LocatedSubscriber subscriber = PositionReader.read(child);
        if (subscriber != null) {
          subscribers.add(subscriber);
        }
      }
    }
    String requestId = requestId(element.child("req_id"));
    MlpElement code = element.child("result");
    if (subscribers.isEmpty() && requestId == null && code == null) {
      throw element.malformed(Kind.DATA_MISSING, "neither pos, req_id nor result");
    }
    return new MlpResult(service, requestId, code == null ? null : code(code), subscribers);
  }

  static @Nullable String requestId(@Nullable MlpElement element) throws MalformedMessageException {
    if (element == null) {
      return null;
    }
    String id = element.text();
    if (id.isEmpty() || id.length() > LONGEST_REQUEST_ID) {
      throw element.malformed(
          Kind.UNEXPECTED_VALUE, "not 1 to " + LONGEST_REQUEST_ID + " characters");
    }
    return id;
  }

  static ResultCode code(MlpElement result) throws MalformedMessageException {
    String text = result.attributes.get("resid");
    if (text == null) {
      throw result.malformed(Kind.DATA_MISSING, "no resid");
    }
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > HIGHEST_RESULT) {
      throw result.malformed(Kind.UNEXPECTED_VALUE, "resid is not a number of a result");
    }
    return new ResultCode(Integer.parseInt(text));
  }
}
