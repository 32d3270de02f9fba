package org.pna.ph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pna.publisher.pen.ReportingControl.Wish;

class ReportingSuppliersTest {
  private static final String ANN = "sip:ann@pna.test";

  private final List<Boolean> ends = new ArrayList<>();

  /** Takes down what it is asked, and ends it when it is told to. */
  private static final class Supplier implements ReportingSupplier {
    private final String name;
    private final boolean knows;
    private final @Nullable String hindrance;
    private final List<Consumer<Boolean>> asked = new ArrayList<>();

    Supplier(String name, boolean knows, @Nullable String hindrance) {
      this.name = name;
      this.knows = knows;
      this.hindrance = hindrance;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public @Nullable String hindrance(String presentity, Wish wish) {
      return hindrance;
    }

    @Override
    public void ask(String presentity, Wish wish, String requester, Consumer<Boolean> end) {
      asked.add(end);
    }

    @Override
    public List<ReportingStanding> standings(String presentity) {
      return knows
          ? List.of(new ReportingStanding("presentity", ANN, true, null, true, List.of()))
          : List.of();
    }
  }

  private static ReportingSuppliers all(Supplier... suppliers) {
    return new ReportingSuppliers(List.of(suppliers));
  }

  @Test
  void eachThatKnowsThePresentityIsAskedAndTheLastEnds() {
    Supplier sims = new Supplier("sims", true, null);
    Supplier others = new Supplier("others", false, null);
    Supplier registrations = new Supplier("registrations", true, null);
    ReportingSuppliers all = all(sims, others, registrations);
    assertThat(all.standings(ANN).keySet()).containsExactly("sims", "registrations");
    all.ask(ANN, Wish.OFF, "somebody", ends::add);
    sims.asked.get(0).accept(true);
    assertThat(ends).isEmpty();
    registrations.asked.get(0).accept(true);
    assertThat(ends).containsExactly(true);
    assertThat(others.asked).isEmpty();

    all.ask(ANN, Wish.ON, "somebody", ends::add);
    sims.asked.get(1).accept(false);
    registrations.asked.get(1).accept(true);
    assertThat(ends).containsExactly(true, false);
  }

  @Test
  void whoCannotDoItIsNotAskedAndDoesNotKeepTheOthersFromIt() {
    Supplier hindered = new Supplier("sims", true, "no key");
    Supplier able = new Supplier("registrations", true, null);
    ReportingSuppliers both = all(hindered, able);
    assertThat(both.hindrance(ANN, Wish.ON)).isNull();
    both.ask(ANN, Wish.ON, "somebody", ends::add);
    able.asked.get(0).accept(true);
    assertThat(ends).containsExactly(true);
    assertThat(hindered.asked).isEmpty();

    ReportingSuppliers none = all(hindered);
    assertThat(none.hindrance(ANN, Wish.ON)).isEqualTo("no key");
    none.ask(ANN, Wish.ON, "somebody", ends::add);
    assertThat(ends).containsExactly(true, false);
  }

  @Test
  void ofWhomNobodyKnowsNothingCanBeAsked() {
    ReportingSuppliers all = all(new Supplier("sims", false, null));
    assertThat(all.hindrance(ANN, Wish.OFF)).isNotNull();
    all.ask(ANN, Wish.OFF, "somebody", ends::add);
    assertThat(ends).containsExactly(false);
  }
}
