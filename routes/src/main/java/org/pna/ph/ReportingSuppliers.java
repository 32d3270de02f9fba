package org.pna.ph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pen.ReportingControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All suppliers that can be switched: what is asked for goes to each that knows the presentity and
 * can do it, with a line in the audit log for each. Any thread.
 */
public final class ReportingSuppliers implements ReportingControl {
  private static final Logger AUDIT = LoggerFactory.getLogger("org.pna.audit");

  private final List<ReportingSupplier> suppliers;

  /**
   * @param suppliers in the order of the answer, no two of one name
   */
  public ReportingSuppliers(List<ReportingSupplier> suppliers) {
    this.suppliers = List.copyOf(suppliers);
  }

  /** Whether there is any. */
  public boolean isEmpty() {
    return suppliers.isEmpty();
  }

  /** How far each is that knows the presentity, by its name. */
  public Map<String, List<ReportingStanding>> standings(String presentity) {
    Map<String, List<ReportingStanding>> all = new LinkedHashMap<>();
    for (ReportingSupplier supplier : suppliers) {
      List<ReportingStanding> standings = supplier.standings(presentity);
      if (!standings.isEmpty()) {
        all.put(supplier.name(), standings);
      }
    }
    return all;
  }

  /** Why none that knows the presentity can do it; null if one can. */
  public @Nullable String hindrance(String presentity, Wish wish) {
    List<String> why = new ArrayList<>();
    for (ReportingSupplier supplier : knowing(presentity)) {
      String one = supplier.hindrance(presentity, wish);
      if (one == null) {
        return null;
      }
      why.add(one);
    }
    return why.isEmpty() ? "nobody who could report knows the presentity" : String.join("; ", why);
  }

  private List<ReportingSupplier> knowing(String presentity) {
    return suppliers.stream().filter(one -> !one.standings(presentity).isEmpty()).toList();
  }

  @Override
  public void ask(String presentity, Wish wish, String requester, Consumer<Boolean> end) {
    List<ReportingSupplier> able = new ArrayList<>();
    for (ReportingSupplier supplier : knowing(presentity)) {
      if (supplier.hindrance(presentity, wish) == null) {
        able.add(supplier);
      }
      audit(supplier, presentity, wish, requester);
    }
    AUDIT.debug("These are of {}", presentity);
    if (able.isEmpty()) {
      end.accept(false);
      return;
    }
    AtomicInteger left = new AtomicInteger(able.size());
    AtomicBoolean all = new AtomicBoolean(true);
    for (ReportingSupplier supplier : able) {
      supplier.ask(
          presentity,
          wish,
          requester,
          saved -> {
            all.compareAndSet(true, saved);
            if (left.decrementAndGet() == 0) {
              end.accept(all.get());
            }
          });
    }
  }

  private static void audit(
      ReportingSupplier supplier, String presentity, Wish wish, String requester) {
    String why = supplier.hindrance(presentity, wish);
    AUDIT.info(
        "{} asks that reporting be {} for {} {}{}",
        requester,
        wish.word(),
        supplier.standings(presentity).size(),
        supplier.name(),
        why == null ? "" : ", which cannot be: " + why);
  }
}
