package org.pna.app.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration file gave.
 *
 * @param config null as soon as one fault is fatal
 * @param faults faults and warnings, in the order of the lines
 * @param subscribers the subscribers' file, when there is one to read, whatever the faults
 * @param bindings the sockets it asks for, as far as they could be read
 */
public record LoadedConfig(
    @Nullable GatewayConfig config,
    List<Fault> faults,
    @Nullable Path subscribers,
    List<Binding> bindings) {
  public LoadedConfig {
    faults = List.copyOf(faults);
    bindings = List.copyOf(bindings);
  }
}
