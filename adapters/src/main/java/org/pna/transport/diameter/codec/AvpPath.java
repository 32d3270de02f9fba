package org.pna.transport.diameter.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;

/**
 * Where a value stands in a message: AVP codes from the outermost group inwards. In text {@code
 * 443[450=1]/444}: in the first Subscription-Id whose Subscription-Id-Type is 1, the
 * Subscription-Id-Data; {@code 308:10415} is an AVP of the vendor 10415.
 *
 * @param steps from the outermost inwards, 1 to {@value #DEEPEST}
 */
public record AvpPath(List<Step> steps) {
  private static final int DEEPEST = 8;
  private static final String CODE = "(\\d{1,10})(?::(\\d{1,10}))?";
  private static final Pattern STEP = Pattern.compile(CODE + "(?:\\[" + CODE + "=(\\d{1,10})\\])?");
  private static final long MOST = 0xffff_ffffL;

  public AvpPath {
    steps = List.copyOf(steps);
  }

  /**
   * A kind of AVP.
   *
   * @param code its code
   * @param vendor whose; 0: nobody's
   */
  public record Kind(int code, int vendor) {
    boolean isOf(Avp avp) {
      return avp.code() == code && avp.vendor() == vendor;
    }

    @Override
    public String toString() {
      String number = Integer.toUnsignedString(code);
      return vendor == 0 ? number : number + ':' + Integer.toUnsignedString(vendor);
    }
  }

  /**
   * One step.
   *
   * @param kind what is looked for
   * @param within a number that must stand in the group; null: any
   * @param value that number, 0 to 2^32 - 1
   */
  public record Step(Kind kind, @Nullable Kind within, long value) {
    @Override
    public String toString() {
      return within == null ? kind.toString() : kind + "[" + within + '=' + value + ']';
    }
  }

  /**
   * Reads a path.
   *
   * @return null if the text is none
   */
  public static @Nullable AvpPath of(String text) {
    List<Step> steps = new ArrayList<>();
    for (String part : text.split("/", -1)) {
      Matcher step = STEP.matcher(part);
      if (!step.matches() || steps.size() == DEEPEST) {
        return null;
      }
      for (int group = 1; group <= step.groupCount(); group++) {
        if (step.group(group) != null && Long.parseLong(step.group(group)) > MOST) {
          return null;
        }
      }
      Kind within = step.group(3) == null ? null : kind(step.group(3), step.group(4));
      long value = within == null ? 0 : Long.parseLong(step.group(5));
      steps.add(new Step(kind(step.group(1), step.group(2)), within, value));
    }
    return new AvpPath(steps);
  }

  private static Kind kind(String code, @Nullable String vendor) {
    return new Kind(
        Integer.parseUnsignedInt(code), vendor == null ? 0 : Integer.parseUnsignedInt(vendor));
  }

  /** The first value that stands there, or null. */
  @Nullable Avp find(Avps in) throws MalformedMessageException {
    return find(in, 0);
  }

  private @Nullable Avp find(Avps in, int depth) throws MalformedMessageException {
    Step step = steps.get(depth);
    for (Avp avp : in.list()) {
      if (step.kind().isOf(avp) && fits(avp, step)) {
        if (depth == steps.size() - 1) {
          return avp;
        }
        Avp found = find(avp.group(toString()), depth + 1);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private boolean fits(Avp avp, Step step) throws MalformedMessageException {
    Kind within = step.within();
    if (within == null) {
      return true;
    }
    for (Avp part : avp.group(toString()).list()) {
      if (within.isOf(part)) {
        return part.unsigned32(toString()) == step.value();
      }
    }
    return false;
  }

  /**
   * The AVP to be shown as at fault: the outermost, as it came, or an empty one in the place of one
   * that is missing (RFC 6733 clause 7.5).
   */
  Avp failed(Avps in) {
    Kind outermost = steps.get(0).kind();
    for (Avp avp : in.list()) {
      if (outermost.isOf(avp)) {
        return avp;
      }
    }
    return new Avp(outermost.code(), outermost.vendor(), true, new byte[0]);
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("/"));
  }
}
