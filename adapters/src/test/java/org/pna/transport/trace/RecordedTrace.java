package org.pna.transport.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pna.model.Place;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.message.ims.RegSubscribe;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.UserDataAnswer;

/** Collects what a reader tells. */
public final class RecordedTrace implements TraceListener {
  public final List<Long> frames = new ArrayList<>();
  public final List<Long> times = new ArrayList<>();
  public final List<SccpUnit> units = new ArrayList<>();
  public final List<String> malformed = new ArrayList<>();
  public final List<String> warnings = new ArrayList<>();
  public final List<String> operations = new ArrayList<>();
  public final List<String> ignored = new ArrayList<>();
  public final List<UserDataAnswer> answers = new ArrayList<>();
  public final List<PushNotification> notifications = new ArrayList<>();
  public final List<ThirdPartyRegister> registers = new ArrayList<>();
  public final List<RegSubscribe> subscribes = new ArrayList<>();
  public final List<RegNotification> regNotifications = new ArrayList<>();
  public final List<LocationReport> locations = new ArrayList<>();

  /** Reads the files as one trace, to its end. */
  public static RecordedTrace of(Path... files) throws IOException {
    var trace = new RecordedTrace();
    var reader = new TraceReader(trace);
    for (Path file : files) {
      reader.read(file.toString());
    }
    reader.finish();
    return trace;
  }

  /** Reads one file of these octets. */
  public static RecordedTrace of(byte[] file) throws IOException {
    Path path = Files.createTempFile("trace", ".cap");
    try {
      return of(Files.write(path, file));
    } finally {
      Files.delete(path);
    }
  }

  @Override
  public void frame(Place.Frame place, long epochMicros) {
    frames.add(place.number());
    times.add(epochMicros);
  }

  @Override
  public void sccp(SccpUnit unit) {
    units.add(unit);
  }

  @Override
  public void operation(String name) {
    operations.add(name);
  }

  @Override
  public void ignored(String reason) {
    ignored.add(reason);
  }

  @Override
  public void userData(UserDataAnswer message) {
    answers.add(message);
  }

  @Override
  public void notification(PushNotification message) {
    notifications.add(message);
  }

  @Override
  public void registered(ThirdPartyRegister message) {
    registers.add(message);
  }

  @Override
  public void subscribed(RegSubscribe message) {
    subscribes.add(message);
  }

  @Override
  public void notified(RegNotification message) {
    regNotifications.add(message);
  }

  @Override
  public void location(LocationReport message) {
    locations.add(message);
  }

  /** Kept as "frame: reason". */
  @Override
  public void malformed(Place.Frame place, String reason) {
    malformed.add(place.number() + ": " + reason);
  }

  @Override
  public void warning(String file, String text) {
    warnings.add(text);
  }

  /** Frame number of each message. */
  public List<Long> unitFrames() {
    return units.stream().map(unit -> ((Place.Frame) unit.origin().place()).number()).toList();
  }

  public List<byte[]> data() {
    return units.stream().map(SccpUnit::data).toList();
  }

  public List<Instant> unitTimes() {
    return units.stream().map(unit -> unit.origin().time()).toList();
  }
}
