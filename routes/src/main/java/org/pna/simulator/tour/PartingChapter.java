package org.pna.simulator.tour;

/** Nobody watches any more. */
final class PartingChapter implements Chapter {
  @Override
  public String title() {
    return "How the gateway stands; and nobody watches any more";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    status(stage);
    for (DemoSubscriber who : DemoSubscriber.ALL) {
      Step step = stage.step("unsubscribing from " + who.presentity());
      step.by("watcher", "unsubscribes from " + who.presentity());
      Integer status = step.await(stage.cast.watcher().unsubscribe(who.presentity()));
      step.check(status != null && status / 100 == 2, "answered " + status);
      step.told(who, null);
    }
  }

  private static void status(Stage stage) throws InterruptedException {
    Step step = stage.step("status by hand");
    step.by("operator", "./pna status");
    String told = step.attempt(() -> stage.cast.operator().status());
    String peer = stage.cast.hss().identity().host() + " up";
    step.check(told != null && told.contains(peer), "the operator was told " + told);
    if (told != null) {
      stage.timeline.printed(told.lines().takeWhile(line -> !line.isEmpty()).toList());
    }
  }
}
