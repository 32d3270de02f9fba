package org.pna.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of one key. Every reading method gives nothing when the key is absent, which is the
 * place for a default, and after a fault, which it has told by then: whatever is used instead only
 * lets the reading go on to the other faults.
 */
final class Value {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern BOOLEAN = Pattern.compile("true|false");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
  private static final int LONGEST = 1_000;
  private static final int SHOWN = 40;

  private final @Nullable YamlNode node;
  private final int line;
  private final String path;
  private final Faults faults;

  /**
   * @param node null when the key is absent
   */
  Value(@Nullable YamlNode node, int line, String path, Faults faults) {
    this.node = node;
    this.line = line;
    this.path = path;
    this.faults = faults;
  }

  /** A value that is there; an empty one is a fault. */
  static Value of(YamlNode node, int line, String path, Faults faults) {
    if (node instanceof YamlNode.Scalar scalar && scalar.isNull()) {
      faults.fault(line, path, "has no value", "write one after the colon, or remove the key");
      return new Value(new YamlNode.Refused(line), line, path, faults);
    }
    return new Value(node, line, path, faults);
  }

  boolean isPresent() {
    return node != null;
  }

  /** Whether it is one word, neither a list nor a section. */
  boolean isWord() {
    return node instanceof YamlNode.Scalar;
  }

  int line() {
    return line;
  }

  String path() {
    return path;
  }

  void fault(String problem, String fix) {
    faults.fault(line, path, problem, fix);
  }

  void warning(String problem, String fix) {
    faults.warning(line, path, problem, fix);
  }

  /** A whole number between both bounds, these included. */
  Optional<Long> whole(long least, long most) {
    return parsed(
        text ->
            Optional.of(text)
                .filter(WHOLE.asMatchPredicate())
                .map(Long::valueOf)
                .filter(number -> number >= least && number <= most),
        "'%s' is no number in its range",
        "write a whole number from " + least + " to " + most);
  }

  /** As {@link #whole}, for what fits an int. */
  Optional<Integer> integer(int least, int most) {
    return whole(least, most).map(Math::toIntExact);
  }

  /** A time such as {@code 10s}, {@code 5m}, {@code 1h}, {@code 7d}, between both bounds. */
  Optional<Duration> duration(Duration least, Duration most) {
    return parsed(
        text ->
            Times.parse(text)
                .filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0),
        "'%s' is no time in its range",
        "write a time such as 10s, 5m, 1h, 7d, from "
            + Times.written(least)
            + " to "
            + Times.written(most));
  }

  /** Decimal digits, least to most of them. */
  Optional<String> digits(int least, int most) {
    return matching(
        Pattern.compile("[0-9]{" + least + "," + most + "}"),
        "'%s' is not written in " + least + " to " + most + " digits",
        "write digits only, without '+' or blanks");
  }

  /** A text of the given form; {@link #parsed} says how the problem is told. */
  Optional<String> matching(Pattern form, String problem, String fix) {
    return parsed(text -> Optional.of(text).filter(form.asMatchPredicate()), problem, fix);
  }

  /** A name of the domain name system. */
  Optional<String> domain(String fix) {
    return matching(DOMAIN, "'%s' is no domain", fix);
  }

  /** An address and port. */
  Optional<Endpoint> endpoint() {
    return parsed(
        Endpoint::parse,
        "'%s' is no address with a port",
        "write \"127.0.0.1:2905\" or \"[::1]:2905\", the port from 0 to 65535");
  }

  /** True or false. */
  Optional<Boolean> bool() {
    return parsed(
        text -> Optional.of(text).filter(BOOLEAN.asMatchPredicate()).map(Boolean::valueOf),
        "'%s' is neither true nor false",
        "write true or false");
  }

  /** One of an enum's names, in lower case. */
  <E extends Enum<E>> Optional<E> oneOf(Class<E> names) {
    Map<String, E> allowed = new LinkedHashMap<>();
    for (E name : names.getEnumConstants()) {
      allowed.put(name.name().toLowerCase(Locale.ROOT), name);
    }
    return parsed(
        text -> Optional.ofNullable(allowed.get(text)),
        "'%s' is not known",
        "write one of: " + String.join(", ", allowed.keySet()));
  }

  /**
   * Any single word or text; empty when the key is absent or after a fault.
   *
   * @param parser gives nothing for what it does not take
   * @param problem with {@code %s} where the value is to be told; without for an identity
   */
  <T> Optional<T> parsed(Function<String, Optional<T>> parser, String problem, String fix) {
    if (node instanceof YamlNode.Scalar scalar) {
      if (scalar.text().length() > LONGEST) {
        fault("is longer than " + LONGEST + " characters", fix);
        return Optional.empty();
      }
      Optional<T> found = parser.apply(scalar.text());
      if (found.isEmpty()) {
        fault(problem.replace("%s", shown(scalar.text())), fix);
      }
      return found;
    }
    if (node instanceof YamlNode.Sequence) {
      fault("is a list where one value is meant", fix);
    } else if (node instanceof YamlNode.Mapping) {
      fault("is a section where one value is meant", fix);
    }
    return Optional.empty();
  }

  /** Whether it is a list without an item. */
  boolean isEmptyList() {
    return node instanceof YamlNode.Sequence sequence && sequence.items().isEmpty();
  }

  /** Its items, one at least; more than the bound is a fault. */
  List<Value> filledList(int most) {
    if (isEmptyList()) {
      fault("is empty", "write one item at least");
    }
    return list(most);
  }

  /** Its items; more than the bound is a fault. */
  List<Value> list(int most) {
    List<Value> values = new ArrayList<>();
    if (node instanceof YamlNode.Sequence sequence) {
      if (sequence.items().size() > most) {
        fault("has more than " + most + " items", "write fewer");
      }
      for (YamlNode item : sequence.items().subList(0, Math.min(most, sequence.items().size()))) {
        values.add(Value.of(item, item.line(), path + "[" + values.size() + "]", faults));
      }
    } else if (node instanceof YamlNode.Scalar || node instanceof YamlNode.Mapping) {
      fault("is not a list", "write [a, b], or each item on a line of its own after '- '");
    }
    return values;
  }

  /** Its keys; without any when it is absent. */
  Section section() {
    if (node instanceof YamlNode.Scalar || node instanceof YamlNode.Sequence) {
      fault("is not a section", "write its keys on the lines below, indented by two blanks");
    }
    return new Section(node, line, path, faults);
  }

  /** What was written, cut and without line ends, fit to be told. */
  static String shown(String text) {
    String flat = text.replaceAll("\\s+", " ");
    return flat.length() <= SHOWN ? flat : flat.substring(0, SHOWN) + "…";
  }
}
