package org.pna.normalise;

import java.time.Instant;
import java.util.List;
import org.pna.adapter.pi.RegEventAdapter;
import org.pna.adapter.pi.RegisterAdapter;
import org.pna.adapter.pk.PkAdapter;
import org.pna.adapter.pl.PlAdapter;
import org.pna.adapter.pp.PpAdapter;
import org.pna.adapter.pr.PrAdapter;
import org.pna.model.Adapter;
import org.pna.model.Cell;
import org.pna.model.Coordinate;
import org.pna.model.DataNetworks;
import org.pna.model.Imsi;
import org.pna.model.LocationArea;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.Position;
import org.pna.model.PublicIdentity;
import org.pna.model.Shape;
import org.pna.model.Source;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccessNetwork;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.AccountingTimes;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.ims.AccessNetworkInfo;
import org.pna.model.message.ims.RegEvent;
import org.pna.model.message.ims.RegInfo;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.message.mlp.LocationOutcome;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.ResultCode;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;

/**
 * All suppliers speak of one subscriber, a line each: {@code 10 pc 02} is heard at second 10. Pc,
 * Pg and what the home location register answers are the words of {@link CallLines} ({@code pg@SGSN
 * 83} names the node), {@code ph PUSH IMS 1} and {@code ph ANSWER PS 4 5} (asked at second 5) those
 * of {@link ShLines}; {@code pk START a 1} is a session's begin by radio access 1, at gateway
 * {@code pk@ggsn2}; {@code pi REGISTER 600}, {@code pi NOTIFY active}; {@code pl 850} a circle of
 * that radius, {@code pl 850 5} where he was at second 5, {@code pl poserr 5}.
 */
final class SupplierLines {
  private static final List<Adapter<AccountingRequest>> ACCOUNTING =
      List.of(
          new PkAdapter(DataNetworks.DEFAULT),
          new PpAdapter(DataNetworks.DEFAULT),
          new PrAdapter(DataNetworks.DEFAULT));
  private static final PublicIdentity ALICE = new PublicIdentity(ShLines.ALICE);

  private final Subscriber subscriber;
  private final CallLines calls;
  private final ShLines hss;

  SupplierLines(Subscriber subscriber) {
    this.subscriber = subscriber;
    this.calls = new CallLines(subscriber);
    this.hss = new ShLines(subscriber);
  }

  /** One line after the other. */
  SupplierLines hear(String... lines) {
    for (String line : lines) {
      heard(line);
    }
    return this;
  }

  private void heard(String line) {
    String[] words = line.split(" ", 3);
    int second = Integer.parseInt(words[0]);
    String[] source = words[1].split("@");
    String told = words[2];
    subscriber.at(second);
    switch (source[0]) {
      case "pc" -> mobility(told, source, CallLines.VLR);
      case "pg" -> mobility(told, source, CallLines.SGSN);
      case "ph" -> register(told, second);
      case "pk", "pp", "pr" -> accounts(new Source(source[0]), source, told.split(" "), second);
      case "pi" -> registers(told.split(" "), second);
      case "pl" -> locates(told.split(" "), second);
      default -> throw new IllegalArgumentException(line);
    }
  }

  private void mobility(String told, String[] source, String usual) {
    if (told.length() == 2) {
      String node = source.length > 1 ? source[1] : usual;
      subscriber.hears(Integer.parseInt(told, 16), node);
    } else {
      calls.hear(told);
    }
  }

  private void register(String told, int second) {
    String[] words = told.split(" ");
    switch (words[0]) {
      case "PUSH" -> hss.pushes(words[1] + " " + words[2], second);
      case "ANSWER" -> hss.answers(words[1] + " " + words[2], Integer.parseInt(words[3]), second);
      default -> calls.hear(told);
    }
  }

  private void accounts(Source source, String[] at, String[] words, int second) {
    AccountingStatus status = AccountingStatus.valueOf(words[0]);
    int rat = words.length > 2 ? Integer.parseInt(words[2]) : source.name().equals("pk") ? 1 : 3;
    int happened = words.length > 3 ? Integer.parseInt(words[3]) : second;
    String gateway = at.length > 1 ? at[1] : source.name() + "1";
    AccountingRequest request =
        new AccountingRequest(
            origin(second, words[1]),
            new Fingerprint(second, happened),
            source,
            "Accounting-Request",
            status.value(),
            words[1],
            new Nas("192.0.2." + (1 + gateway.hashCode() % 100 & 127), gateway, "192.0.2.9"),
            new Imsi(Subscriber.IMSI),
            new Msisdn("15551230001"),
            null,
            null,
            "internet",
            FramedAddress.NONE,
            new AccessNetwork(null, null, null, rat, null),
            null,
            null,
            false,
            null,
            new AccountingTimes(at(happened), null, null));
    for (Adapter<AccountingRequest> adapter : ACCOUNTING) {
      if (adapter.hears(request)) {
        subscriber.hears(adapter, request);
      }
    }
  }

  private void registers(String[] words, int second) {
    if (words[0].equals("NOTIFY")) {
      RegInfo.State state =
          words[1].equals("active") ? RegInfo.State.ACTIVE : RegInfo.State.TERMINATED;
      subscriber.hears(
          new RegEventAdapter(),
          new RegEvent(
              origin(second, "reg"),
              new Fingerprint(second, 3),
              new RegInfo.Registration(ShLines.ALICE, "a", state, List.of()),
              null,
              List.of(new Imsi(Subscriber.IMSI))));
      return;
    }
    Cell cell = words.length > 2 ? cell(Integer.parseInt(words[2])) : null;
    subscriber.hears(
        new RegisterAdapter(),
        new ThirdPartyRegister(
            origin(second, "register"),
            new Fingerprint(second, 4),
            "sip:scscf1.pna.test",
            "sip:192.0.2.50",
            new SipSocket(SipTransport.UDP, "192.0.2.1", 5060),
            ALICE,
            Long.parseLong(words[1]),
            List.of(),
            null,
            cell == null ? null : new AccessNetworkInfo("3GPP-UTRAN-FDD", cell, null, null),
            new Imsi(Subscriber.IMSI),
            null,
            null));
  }

  private static Cell cell(int ci) {
    return new Cell(new LocationArea(new Plmn("240", "99"), 7), ci, false);
  }

  private void locates(String[] words, int second) {
    LocationOutcome outcome =
        words[0].equals("poserr")
            ? new LocationOutcome.Failed(new ResultCode(Integer.parseInt(words[1])))
            : new LocationOutcome.Located(
                new Position(
                    new Shape.Circle(new Coordinate(59.33, 18.07), Integer.parseInt(words[0])),
                    at(words.length > 1 ? Integer.parseInt(words[1]) : second)));
    subscriber.hears(
        new PlAdapter(),
        new LocationReport(
            origin(second, "gmlc"),
            new Fingerprint(second, 5),
            "gmlc1",
            List.of(new Imsi(Subscriber.IMSI)),
            MlpService.SLREP,
            null,
            null,
            outcome));
  }

  private static Origin origin(int second, String dialogue) {
    return new Origin(at(second), new Place.Dialogue("link", dialogue));
  }

  private static Instant at(int second) {
    return Subscriber.START.plusSeconds(second);
  }
}
