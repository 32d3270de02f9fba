package org.pna.app;

import java.util.function.Consumer;
import org.pna.app.status.Suspicion;
import org.pna.app.status.Suspicions;
import org.pna.model.ReportingNode;
import org.pna.routes.Suspects;

/** The suspects in the words of {@code status}. */
record ListedSuspects(Suspects suspects) implements Suspicions {
  @Override
  public int subscribers() {
    return suspects.subscribers();
  }

  @Override
  public int nodes() {
    return suspects.nodes();
  }

  @Override
  public void forEach(Consumer<Suspicion> visitor) {
    suspects.forEach(
        suspect -> {
          ReportingNode node = suspect.node();
          visitor.accept(
              new Suspicion.Subscriber(
                  suspect.name(),
                  suspect.presentity(),
                  suspect.domain(),
                  node.number() == null ? node.globalTitle() : node.number(),
                  suspect.since(),
                  suspect.reason()));
        });
    suspects.forEachNode(node -> visitor.accept(new Suspicion.Node(node.node(), node.since())));
  }
}
