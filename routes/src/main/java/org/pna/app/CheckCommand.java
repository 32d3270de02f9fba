package org.pna.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.pna.app.config.ConfigFile;
import org.pna.app.config.Fault;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.HostCheck;
import org.pna.app.config.LoadedConfig;
import org.pna.app.config.SubscribersFile;
import org.pna.model.Source;
import org.pna.routes.Suppliers;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code check}: every fault of the configuration at once, with file, line and the fix. Exit 0
 * without a fault (warnings are none), 2 with one.
 */
@Command(
    name = "check",
    description = "Prints every fault of the configuration, with file, line and the fix.",
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
  private static final int WRONG_CONFIG = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "config/pna.yaml",
      description = "The configuration; ${DEFAULT-VALUE} by default.")
  private Path config = Path.of("config/pna.yaml");

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      converter = FormatName.class,
      description = "For people, or a JSON object for each fault on a line; text by default.")
  private Format format = Format.TEXT;

  private enum Format {
    TEXT,
    JSON
  }

  private static final class FormatName implements ITypeConverter<Format> {
    @Override
    public Format convert(String name) {
      return switch (name) {
        case "text" -> Format.TEXT;
        case "json" -> Format.JSON;
        default -> throw new TypeConversionException("'" + name + "' is neither text nor json");
      };
    }
  }

  @Override
  public Integer call() throws IOException {
    LoadedConfig loaded = ConfigFile.read(config);
    List<Fault> faults = new ArrayList<>(loaded.faults());
    faults.addAll(HostCheck.faults(config.toString(), loaded.bindings()));
    Path subscribers = loaded.subscribers();
    if (subscribers != null) {
      faults.addAll(SubscribersFile.read(subscribers, row -> {}));
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Fault fault : faults) {
      out.println(format == Format.TEXT ? fault.text() : json(fault));
    }
    long fatal = faults.stream().filter(Fault::isFatal).count();
    if (format == Format.TEXT) {
      out.println(config + ": " + summary(fatal, faults.size() - fatal));
      GatewayConfig read = loaded.config();
      if (read != null) {
        out.println(config + ": " + suppliers(read));
      }
    }
    out.flush();
    return fatal == 0 ? 0 : WRONG_CONFIG;
  }

  private static String summary(long faults, long warnings) {
    return switch ((int) Math.min(faults, 2)) {
          case 0 -> "no fault";
          case 1 -> "1 fault";
          default -> faults + " faults";
        }
        + (warnings == 0 ? "" : warnings == 1 ? ", 1 warning" : ", " + warnings + " warnings");
  }

  private static String suppliers(GatewayConfig config) {
    Map<Boolean, String> heard =
        Suppliers.KNOWN.stream()
            .collect(
                Collectors.partitioningBy(
                    config::hears, Collectors.mapping(Source::name, Collectors.joining(", "))));
    return "on: "
        + heard.getOrDefault(true, "").replaceFirst("^$", "none")
        + "; off: "
        + heard.getOrDefault(false, "").replaceFirst("^$", "none");
  }

  private static String json(Fault fault) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("severity", fault.severity().word());
      json.writeStringField("file", fault.file());
      if (fault.line() > 0) {
        json.writeNumberField("line", fault.line());
      }
      if (!fault.path().isEmpty()) {
        json.writeStringField("path", fault.path());
      }
      json.writeStringField("problem", fault.problem());
      json.writeStringField("fix", fault.fix());
      json.writeEndObject();
    }
    return line.toString();
  }
}
