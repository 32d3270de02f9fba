package org.pna.simulator.tour;

import java.util.List;

/** Nobody watches any more. */
final class PartingChapter implements Chapter {
  @Override
  public String title() {
    return "Nobody watches any more";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    for (DemoSubscriber who : List.of(DemoSubscriber.ALICE, DemoSubscriber.BOB)) {
      Step step = stage.step("unsubscribing from " + who.presentity());
      step.by("watcher", "unsubscribes from " + who.presentity());
      Integer status = step.await(stage.cast.watcher().unsubscribe(who.presentity()));
      step.check(status != null && status / 100 == 2, "answered " + status);
      step.told(who, null);
    }
  }
}
