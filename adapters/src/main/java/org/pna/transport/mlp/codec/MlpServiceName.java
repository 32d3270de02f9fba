package org.pna.transport.mlp.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;

/** Which service a document is of, whoever sent it (OMA MLP, svc_init and svc_result). */
public final class MlpServiceName {
  private MlpServiceName() {}

  /**
   * The element of the service, such as {@code slir} or {@code slrep}.
   *
   * @return null if the octets are no XML at all, or a document of something else
   * @throws MalformedMessageException with line and element, when it is XML but not well-formed, or
   *     larger than is read
   */
  public static @Nullable String of(byte[] document) throws MalformedMessageException {
    if (!isXml(document)) {
      return null;
    }
    MlpElement root = MlpXml.parse(document);
    if (root.name.equals("gem")) {
      return root.name;
    }
    if (!root.name.equals("svc_init") && !root.name.equals("svc_result")) {
      return null;
    }
    for (MlpElement child : root.children) {
      if (!child.name.equals("hdr")) {
        return child.name;
      }
    }
    return null;
  }

  /** White space, a byte order mark or a NUL of UTF-16 may stand before the first tag. */
  private static boolean isXml(byte[] document) {
    for (byte octet : document) {
      if (octet == '<') {
        return true;
      }
      if (octet > ' ') {
        return false;
      }
    }
    return false;
  }
}
