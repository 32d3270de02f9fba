package org.pna.transport.sip.codec;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pna.model.Nai;

/** The terminal's own REGISTER, which the S-CSCF may enclose (TS 29.228 annex B.2.2). */
final class EnclosedRegister {
  /** The media type. */
  static final String MEDIA_TYPE = "message/sip";

  private static final Pattern USERNAME =
      Pattern.compile(
          "\\busername\\s{0,8}=\\s{0,8}\"([^\"\\\\\\s]{1,256})\"", Pattern.CASE_INSENSITIVE);

  private EnclosedRegister() {}

  /** The private identity of its Authorization; empty if it is another message, or has none. */
  static Optional<Nai> privateIdentity(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    if (!text.startsWith("REGISTER ")) {
      return Optional.empty();
    }
    for (String line : text.split("\r?\n", -1)) {
      if (line.isEmpty()) {
        break;
      }
      if (line.regionMatches(true, 0, "Authorization", 0, 13)
          && line.substring(13).stripLeading().startsWith(":")) {
        Matcher matcher = USERNAME.matcher(line);
        return matcher.find() ? Optional.of(new Nai(matcher.group(1))) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
