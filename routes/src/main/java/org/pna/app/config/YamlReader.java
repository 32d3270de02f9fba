package org.pna.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Builds the tree of one YAML 1.2 document out of the parser's events. Aliases, tags and more than
 * one document are refused: a configuration needs none of them, and no alias means no bomb.
 */
final class YamlReader {
  private static final int DEEPEST = 20;

  private final String text;
  private final Faults faults;
  private final Iterator<Event> events;

  private YamlReader(String text, Faults faults) {
    this.text = text;
    this.faults = faults;
    LoadSettings settings = LoadSettings.builder().setLabel("").setUseMarks(true).build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /**
   * The document's tree; null when there is none to go on with, which is then a fault.
   *
   * @param text the whole file
   */
  static @Nullable YamlNode read(String text, Faults faults) {
    return isPrintable(text, faults) ? new YamlReader(text, faults).document() : null;
  }

  private static boolean isPrintable(String text, Faults faults) {
    int line = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      if (character == '\n') {
        line++;
      } else if (!StreamReader.isPrintable(character)) {
        faults.fault(
            line,
            "",
            String.format("holds the control character U+%04X", character),
            "write plain UTF-8 text");
        return false;
      }
    }
    return true;
  }

  private @Nullable YamlNode document() {
    try {
      YamlNode root = null;
      while (events.hasNext()) {
        Event event = events.next();
        if (event.getEventId() != Event.ID.DocumentStart) {
          continue;
        }
        if (root != null) {
          faults.fault(line(event), "", "holds a second document", "keep one; remove '---'");
          return null;
        }
        root = node(events.next(), 0);
      }
      if (root == null) {
        faults.fault(1, "", "is empty", "begin with a copy of the config/pna.yaml that we ship");
      }
      return root;
    } catch (TooDeepException tooDeep) {
      faults.fault(tooDeep.line, "", "is nested too deep", "close the brackets");
    } catch (MarkedYamlEngineException broken) {
      Optional<Mark> mark = broken.getProblemMark().or(broken::getContextMark);
      faults.fault(
          mark.map(m -> m.getLine() + 1).orElse(0),
          "",
          "is not YAML: " + broken.getProblem().lines().findFirst().orElse("unreadable"),
          mark.map(at -> fixAt(at, broken.getContextMark())).orElse("mend the YAML"));
    } catch (YamlEngineException broken) {
      faults.fault(0, "", "is not YAML 1.2", "remove lines that begin with '%'");
    }
    return null;
  }

  private String fixAt(Mark mark, Optional<Mark> begin) {
    String found = text.lines().skip(mark.getLine()).findFirst().orElse("");
    String before = found.substring(0, Math.min(mark.getColumn() + 1, found.length()));
    if (before.contains("\t")) {
      return "indent with blanks, not with tabs";
    }
    String rest = found.substring(Math.min(mark.getColumn(), found.length()));
    if (before.contains("*") || rest.startsWith("@") || rest.startsWith("%")) {
      return "put a text with such a character in quotes: \"*\"";
    }
    if (begin.filter(at -> at.getLine() < mark.getLine()).isPresent()) {
      return "close the bracket or quotation mark, or mend the indentation, of what begins in line "
          + (begin.get().getLine() + 1);
    }
    return "look at column "
        + (mark.getColumn() + 1)
        + ": quotes, brackets, indentation, 'key: value'";
  }

  private YamlNode node(Event event, int depth) {
    int line = line(event);
    if (depth > DEEPEST) {
      throw new TooDeepException(line);
    }
    if (event instanceof AliasEvent) {
      faults.fault(line, "", "an alias (*name) is not taken here", "write the value out");
      return new YamlNode.Refused(line);
    }
    tellProperties(event);
    if (event instanceof MappingStartEvent) {
      return mapping(line, depth);
    }
    if (event instanceof SequenceStartEvent) {
      return sequence(line, depth);
    }
    ScalarEvent scalar = (ScalarEvent) event;
    return new YamlNode.Scalar(line, scalar.getValue(), scalar.isPlain());
  }

  private void tellProperties(Event event) {
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      faults.fault(line(event), "", "an anchor (&name) is not taken here", "remove it");
    }
    Optional<String> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
    if (tag.isPresent()) {
      faults.fault(line(event), "", "a tag (!name) is not taken here", "remove it");
    }
  }

  private YamlNode sequence(int line, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
      items.add(node(e, depth + 1));
    }
    return new YamlNode.Sequence(line, items);
  }

  private YamlNode mapping(int line, int depth) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
      YamlNode key = node(e, depth + 1);
      YamlNode value = node(events.next(), depth + 1);
      if (!(key instanceof YamlNode.Scalar scalar)) {
        faults.fault(key.line(), "", "a key must be a word", "write 'key: value'");
      } else if (keys.add(scalar.text())) {
        entries.add(new YamlNode.Entry(scalar.line(), scalar.text(), value));
      } else {
        faults.fault(
            scalar.line(),
            scalar.text(),
            "stands twice in the same section",
            "keep one of the two");
      }
    }
    return new YamlNode.Mapping(line, entries);
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private static final class TooDeepException extends RuntimeException {
    private final int line;

    TooDeepException(int line) {
      super("nested too deep", null, false, false);
      this.line = line;
    }
  }
}
