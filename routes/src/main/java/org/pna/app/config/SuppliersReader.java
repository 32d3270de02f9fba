package org.pna.app.config;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.pna.model.Source;
import org.pna.routes.Suppliers;

/** Reads which suppliers are heard. */
final class SuppliersReader {
  private static final String KNOWN =
      Suppliers.KNOWN.stream().map(Source::name).collect(Collectors.joining(", "));

  private SuppliersReader() {}

  static Suppliers read(Value value) {
    if (!value.isPresent()) {
      return Suppliers.ALL;
    }
    Set<Source> off = new HashSet<>(Suppliers.KNOWN);
    for (Value item : value.list(Suppliers.KNOWN.size())) {
      item.parsed(
              name -> Suppliers.KNOWN.stream().filter(one -> one.name().equals(name)).findFirst(),
              "'%s' is no supplier",
              "write any of " + KNOWN)
          .filter(source -> !off.remove(source))
          .ifPresent(twice -> item.fault("stands twice", "remove one"));
    }
    if (off.size() == Suppliers.KNOWN.size()) {
      value.warning("no supplier is heard", "write any of " + KNOWN + ", or leave the key out");
    }
    return new Suppliers(off);
  }
}
