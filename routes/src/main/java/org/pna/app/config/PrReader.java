package org.pna.app.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.transport.diameter.codec.AvpPath;
import org.pna.transport.diameter.codec.PrCommand;
import org.pna.transport.diameter.codec.PrEvent;
import org.pna.transport.diameter.codec.PrField;
import org.pna.transport.diameter.codec.PrProfile;

/** Reads how servers of Pr tell their events. */
final class PrReader {
  private static final int COMMANDS = 64;
  private static final int LAST_COMMAND = 0xff_ffff;
  private static final int VALUES = 100;
  private static final int PATHS = 8;
  private static final long LAST_VALUE = 0xffff_ffffL;
  private static final List<PrField> NAMES =
      List.of(PrField.IMSI, PrField.MSISDN, PrField.NAI, PrField.PUBLIC_IDENTITY);

  private PrReader() {}

  /**
   * The profile, or null without the section. What is left out is as in {@link PrProfile#DEFAULT}.
   */
  static @Nullable PrProfile read(Value pr) {
    if (!pr.isPresent()) {
      return null;
    }
    try (Section section = pr.section()) {
      Value list = section.optional("commands");
      Map<Integer, PrCommand> commands =
          list.isPresent() ? commands(list) : PrProfile.DEFAULT.commands();
      Value table = section.optional("fields");
      return new PrProfile(commands, fields(table));
    }
  }

  private static Map<Integer, PrCommand> commands(Value list) {
    Map<Integer, PrCommand> commands = new HashMap<>();
    Once codes = new Once();
    for (Value item : list.filledList(COMMANDS)) {
      try (Section section = item.section()) {
        Value code = section.required("code");
        Optional<Integer> number = code.integer(1, LAST_COMMAND);
        number.ifPresent(
            one -> codes.take(one.toString(), code, "tell all events of a command in one place"));
        PrCommand command = command(item, section);
        if (command != null && number.isPresent()) {
          commands.put(number.get(), command);
        }
      }
    }
    return commands;
  }

  private static @Nullable PrCommand command(Value item, Section section) {
    Value event = section.optional("event");
    Value avp = section.optional("avp");
    Map<Long, PrEvent> events = events(section);
    if (event.isPresent() == avp.isPresent()) {
      item.fault(
          event.isPresent() ? "has both 'event' and 'avp'" : "has neither 'event' nor 'avp'",
          "write 'event: start' where it always tells the same, else 'avp: …' and its values");
      return null;
    }
    if (event.isPresent()) {
      if (!events.isEmpty()) {
        item.fault("has values without 'avp'", "remove them, or write 'avp' in place of 'event'");
      }
      return event.oneOf(PrEvent.class).map(PrCommand.Always::new).orElse(null);
    }
    Optional<AvpPath> path = path(avp);
    if (events.isEmpty()) {
      item.fault("has no value that tells an event", "write one such as 'start: [2]'");
      return null;
    }
    return path.map(where -> new PrCommand.ByValue(where, events)).orElse(null);
  }

  private static Map<Long, PrEvent> events(Section section) {
    Map<Long, PrEvent> events = new HashMap<>();
    for (PrEvent event : PrEvent.values()) {
      for (Value item : section.optional(key(event)).list(VALUES)) {
        Optional<Long> value = item.whole(0, LAST_VALUE);
        if (value.isPresent() && events.put(value.get(), event) != null) {
          item.fault("has an event already", "write each value once");
        }
      }
    }
    return events;
  }

  private static Map<PrField, List<AvpPath>> fields(Value table) {
    Map<PrField, List<AvpPath>> fields = new EnumMap<>(PrField.class);
    fields.putAll(PrProfile.DEFAULT.fields());
    try (Section section = table.section()) {
      for (PrField field : PrField.values()) {
        Value list = section.optional(key(field));
        if (list.isPresent()) {
          List<AvpPath> paths = new ArrayList<>();
          for (Value item : field == PrField.SESSION ? list.filledList(PATHS) : list.list(PATHS)) {
            path(item).ifPresent(paths::add);
          }
          fields.put(field, paths);
        }
      }
    }
    if (NAMES.stream().allMatch(name -> fields.getOrDefault(name, List.of()).isEmpty())) {
      table.fault("nothing names the subscriber", "give a path for imsi, msisdn or nai");
    }
    return fields;
  }

  private static Optional<AvpPath> path(Value value) {
    return value.parsed(
        text -> Optional.ofNullable(AvpPath.of(text)),
        "'%s' is no path of AVPs",
        "write codes such as \"480\", \"308:10415\" with a vendor, \"443[450=1]/444\" in a group");
  }

  private static String key(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
