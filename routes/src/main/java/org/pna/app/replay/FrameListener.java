package org.pna.app.replay;

import java.util.List;
import java.util.function.Consumer;
import org.pna.model.Place;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.NasEvent;
import org.pna.model.message.ims.RegEvent;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.message.ims.RegSubscribe;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.UserDataAnswer;
import org.pna.pi.RecordedSubscriptions;
import org.pna.transport.trace.RecordedDialogues;
import org.pna.transport.trace.SccpUnit;
import org.pna.transport.trace.TraceListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes entries of what the files hold, and lets the trace's clock go on with their frames. */
final class FrameListener implements TraceListener {
  private static final Logger LOG = LoggerFactory.getLogger(FrameListener.class);

  private final Summary summary;
  private final Progress progress;
  private final TraceClock clock;
  private final RecordedDialogues dialogues;
  private final RecordedSubscriptions subscriptions;
  private final Consumer<Entry> entries;
  private final Consumer<Entry> held;

  /**
   * @param dialogues get what SS7 carries
   * @param subscriptions tell which NOTIFY is of which registration
   * @param entries get what takes effect
   * @param held get what takes none now
   */
  FrameListener(
      Summary summary,
      Progress progress,
      TraceClock clock,
      RecordedDialogues dialogues,
      RecordedSubscriptions subscriptions,
      Consumer<Entry> entries,
      Consumer<Entry> held) {
    this.summary = summary;
    this.progress = progress;
    this.clock = clock;
    this.dialogues = dialogues;
    this.subscriptions = subscriptions;
    this.entries = entries;
    this.held = held;
  }

  @Override
  public void frame(Place.Frame place, long epochMicros) {
    summary.frame();
    progress.frame(place);
    if (clock.advance(epochMicros)) {
      for (ThirdPartyRegister register : subscriptions.due(clock.instant())) {
        feed(register, false);
      }
    }
  }

  @Override
  public void sccp(SccpUnit unit) {
    dialogues.accept(unit);
  }

  @Override
  public void operation(String name) {
    summary.operation(name);
  }

  @Override
  public void accounting(AccountingMessage message) {
    if (message instanceof AccountingRequest request) {
      feed(request, true);
    } else if (message instanceof NasEvent event) {
      entries.accept(new Entry(event, clock.micros()));
    }
  }

  @Override
  public void registered(ThirdPartyRegister message) {
    if (subscriptions.registered(message, clock.instant())) {
      held.accept(new Entry(message, true, clock.micros()));
    } else {
      feed(message, true);
    }
  }

  @Override
  public void subscribed(RegSubscribe message) {
    subscriptions.subscribed(message);
  }

  @Override
  public void notified(RegNotification message) {
    List<RegEvent> told = subscriptions.notified(message);
    if (told == null) {
      summary.ignored(RecordedDialogues.UNKNOWN_DIALOGUE);
    } else if (told.isEmpty()) {
      summary.ignored("NOTIFY");
    } else {
      told.forEach(event -> feed(event, true));
    }
  }

  @Override
  public void location(LocationReport message) {
    feed(message, true);
  }

  @Override
  public void userData(UserDataAnswer message) {
    feed(message, true);
  }

  @Override
  public void notification(PushNotification message) {
    feed(message, true);
  }

  @Override
  public void ignored(String reason) {
    summary.ignored(reason);
  }

  @Override
  public void malformed(Place.Frame place, String reason) {
    summary.malformed(place, reason);
  }

  @Override
  public void warning(String file, String text) {
    LOG.warn("{}: {}", file, text);
  }

  private void feed(NetworkMessage message, boolean isEvent) {
    entries.accept(new Entry(message, isEvent, clock.micros()));
  }
}
