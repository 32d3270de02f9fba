package org.pna.normalise;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.adapter.pc.PcCallAdapter;
import org.pna.adapter.pg.PgSessionAdapter;
import org.pna.adapter.ph.InterrogationAdapter;
import org.pna.adapter.ph.InterrogationFailureAdapter;
import org.pna.adapter.ph.SubscriberDataModifiedAdapter;
import org.pna.model.Call.Bearer;
import org.pna.model.Cell;
import org.pna.model.DataNetworks;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.cap.GprsSetup;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.InterrogationFailure;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriberState;

/**
 * What a switch, an SGSN and the home register say of a subscriber, as words: {@code IDP c1},
 * {@code ERB c1 7}, {@code ER c1}, {@code LOST c1}; {@code IDPGPRS r1 12}, {@code ERGPRS r1/5 13},
 * {@code ERGPRS r1 3 rau}, {@code LOSTGPRS r1}; {@code ATI ASSUMED_IDLE}, {@code ATIPS
 * PS_DETACHED}, {@code FAILED CS}; {@code NSDM CS false}; {@code 02} for an MM-Code.
 */
final class CallLines {
  static final String VLR = "46701000001";
  static final String SGSN = "46702000001";
  static final Cell CELL = new Cell(new LocationArea(new Plmn("240", "99"), 7), 4711, false);

  private final Subscriber subscriber;
  private boolean redirected;
  private boolean gateway;
  private int trigger = 12;
  private Bearer bearer = Bearer.SPEECH;
  private String sgsn = SGSN;

  CallLines(Subscriber subscriber) {
    this.subscriber = subscriber;
  }

  /** One line after the other. */
  Subscriber hear(String... lines) {
    for (String line : lines) {
      heard(line.split(" "));
    }
    return subscriber;
  }

  /** From now on calls are forwarded ones, or asked about by a gateway MSC, or of that bearer. */
  CallLines with(boolean redirected, boolean gateway, Bearer bearer) {
    this.redirected = redirected;
    this.gateway = gateway;
    this.bearer = bearer;
    return this;
  }

  CallLines at(String node) {
    sgsn = node;
    return this;
  }

  private void heard(String[] words) {
    switch (words[0]) {
      case "IDP" -> call(CallEvent.Operation.INITIAL_DP, words, trigger);
      case "ERB" -> call(CallEvent.Operation.EVENT_REPORT_BCSM, words, number(words, 2));
      case "ER" -> call(CallEvent.Operation.ENTITY_RELEASED, words, -1);
      case "LOST" -> call(CallEvent.Operation.LOST, words, -1);
      case "IDPGPRS" -> {
        trigger = number(words, 2);
        gprs(GprsEvent.Operation.INITIAL_DP_GPRS, words, trigger);
      }
      case "ERGPRS" -> gprs(GprsEvent.Operation.EVENT_REPORT_GPRS, words, number(words, 2));
      case "ERGPRSREL" -> gprs(GprsEvent.Operation.ENTITY_RELEASED_GPRS, words, -1);
      case "LOSTGPRS" -> gprs(GprsEvent.Operation.LOST, words, -1);
      case "ATI" -> interrogated(Domain.CS, SubscriberState.valueOf(words[1]), ago(words, 2));
      case "ATIPS" -> interrogated(Domain.PS, SubscriberState.valueOf(words[1]), ago(words, 2));
      case "FAILED" -> failed(Domain.valueOf(words[1]), ago(words, 2));
      case "NSDM" -> modified(Domain.valueOf(words[1]), Boolean.parseBoolean(words[2]));
      default -> {
        int code = Integer.parseInt(words[0], 16);
        subscriber.hears(code, code < 0x80 ? VLR : sgsn);
      }
    }
  }

  private static int number(String[] words, int index) {
    return Integer.parseInt(words[index]);
  }

  private static int ago(String[] words, int index) {
    return words.length > index ? number(words, index) : 0;
  }

  private static boolean has(String[] words, String word) {
    return List.of(words).contains(word);
  }

  private void call(CallEvent.Operation operation, String[] words, int event) {
    Integer cause = null;
    for (String word : words) {
      if (word.startsWith("cause")) {
        cause = Integer.valueOf(word.substring(5));
      }
    }
    CallSetup setup =
        new CallSetup(
            words[1],
            100,
            trigger,
            new Imsi(Subscriber.IMSI),
            null,
            bearer,
            redirected,
            gateway,
            new Location(Domain.CS, 0, CELL, null, null),
            VLR,
            VLR);
    subscriber.hears(
        new PcCallAdapter(false),
        new CallEvent(
            origin(),
            fingerprint(),
            node(VLR),
            setup,
            operation,
            event,
            1,
            cause,
            has(words, "forwarded")));
  }

  private void gprs(GprsEvent.Operation operation, String[] words, int event) {
    String[] name = words[1].split("/");
    GprsSetup setup =
        new GprsSetup(
            name[0],
            100,
            trigger,
            new Imsi(Subscriber.IMSI),
            new Msisdn("15551230001"),
            "internet",
            null,
            new Location(Domain.PS, 0, CELL, null, null),
            sgsn);
    subscriber.hears(
        new PgSessionAdapter(DataNetworks.DEFAULT),
        new GprsEvent(
            origin(),
            fingerprint(),
            node(sgsn),
            setup,
            operation,
            event,
            name.length > 1 ? Integer.valueOf(name[1]) : null,
            has(words, "rau"),
            null,
            null,
            null,
            null));
  }

  private void interrogated(Domain domain, SubscriberState state, int ago) {
    boolean cs = domain == Domain.CS;
    subscriber.hears(
        new InterrogationAdapter(),
        new InterrogationResult(
            origin(),
            fingerprint(),
            node("46700000000"),
            List.of(new Imsi(Subscriber.IMSI)),
            subscriber.now().minusSeconds(ago),
            domain,
            cs ? state : null,
            cs ? null : state,
            null,
            null,
            null,
            null));
  }

  private void failed(Domain domain, int ago) {
    subscriber.hears(
        new InterrogationFailureAdapter(),
        new InterrogationFailure(
            origin(),
            fingerprint(),
            "anyTimeInterrogation",
            List.of(new Imsi(Subscriber.IMSI)),
            subscriber.now().minusSeconds(ago),
            domain,
            "timeout"));
  }

  private void modified(Domain domain, boolean active) {
    Csi csi = new Csi(List.of(2, 3), 100, "46700000009", true, active);
    subscriber.hears(
        new SubscriberDataModifiedAdapter(),
        new SubscriberDataModified(
            origin(),
            fingerprint(),
            node("46700000000"),
            new Imsi(Subscriber.IMSI),
            new Msisdn("15551230001"),
            domain == Domain.CS ? csi : null,
            domain == Domain.PS ? csi : null,
            false,
            false));
  }

  private Origin origin() {
    return new Origin(subscriber.now(), new Place.Dialogue("msc1", "1"));
  }

  private static Fingerprint fingerprint() {
    return new Fingerprint(0, 0);
  }

  private static SccpAddress node(@Nullable String title) {
    return new SccpAddress(title, -1, 146);
  }
}
