package org.pna.app.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sockets that a configuration asks for: no two may want the same one. */
final class Bindings {
  private final List<Binding> all = new ArrayList<>();

  void add(
      Value value,
      Binding.Protocol protocol,
      Endpoint local,
      @Nullable String sharedBy,
      @Nullable Endpoint peer) {
    Binding wanted =
        new Binding(
            value.line(),
            value.path(),
            protocol,
            local.inetAddress(),
            local.port(),
            sharedBy,
            peer);
    for (Binding earlier : all) {
      if (wanted.clashesWith(earlier)) {
        value.fault(
            "cannot be bound beside " + earlier.path() + " in line " + earlier.line(),
            sharedBy != null && sharedBy.equals(earlier.sharedBy())
                ? "give both peers that differ, with their ports, or choose another port"
                : "choose another port or address");
        break;
      }
    }
    all.add(wanted);
  }

  List<Binding> all() {
    return List.copyOf(all);
  }
}
