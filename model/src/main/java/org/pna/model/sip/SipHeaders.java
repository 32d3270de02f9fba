package org.pna.model.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header fields of a message in their order; immutable.
 *
 * @param fields several of the same name where the message had several
 */
public record SipHeaders(List<SipHeader> fields) {
  /** No header at all. */
  public static final SipHeaders NONE = new SipHeaders(List.of());

  public SipHeaders {
    fields = List.copyOf(fields);
  }

  /** Headers from alternating names and values. */
  public static SipHeaders of(String... namesAndValues) {
    List<SipHeader> fields = new ArrayList<>(namesAndValues.length / 2);
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      fields.add(new SipHeader(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new SipHeaders(fields);
  }

  /** These headers and one more behind them. */
  public SipHeaders and(String name, String value) {
    List<SipHeader> result = new ArrayList<>(fields);
    result.add(new SipHeader(name, value));
    return new SipHeaders(result);
  }

  /** The value of the first field of that name, long or compact, in any case. */
  public Optional<String> first(String name) {
    for (SipHeader field : fields) {
      if (field.is(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /** How many fields have that name. */
  public int count(String name) {
    int count = 0;
    for (SipHeader field : fields) {
      if (field.is(name)) {
        count++;
      }
    }
    return count;
  }

  /**
   * All values of a header that is a comma-separated list (RFC 3261 clause 7.3.1), in order, over
   * all its fields.
   */
  public List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (SipHeader field : fields) {
      if (field.is(name)) {
        values.addAll(SipSyntax.split(field.value(), ','));
      }
    }
    return values;
  }
}
