package org.pna.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.app.status.LocationsState.GmlcState;
import org.pna.model.Domain;
import org.pna.model.ReportingNode;
import org.pna.ph.CsiState;
import org.pna.ph.SilentNetwork;
import org.pna.ph.sh.SubscriptionPhase;
import org.pna.pi.ScscfStanding;
import org.pna.publisher.store.StoreState;
import org.pna.routes.Alarm;
import org.pna.routes.Contradictions.Contradiction;
import org.pna.routes.Suspect;
import org.pna.routes.SuspectNode;
import org.pna.routes.UnknownSubscribers.Unknown;
import org.pna.transport.diameter.PeerState;
import org.pna.transport.diameter.PeerState.Condition;
import org.pna.transport.ss7.LinkState;

class StatusAnswerTest {
  private static final Instant TIME = Instant.parse("2026-11-21T04:00:00.123456Z");
  private static final StatusReport BUSY =
      new StatusReport(
          List.of(new LinkState("msc1", "stp1", true), new LinkState("msc1", "stp2", false)),
          List.of(
              new PeerState("hss", "hss1.ims.example", Condition.UP, true, TIME, null),
              new PeerState("hss", "dra.ims.example", Condition.RELAY, false, TIME, null),
              new PeerState("hss", "hss2.ims.example", Condition.DOWN, false, TIME, "no answer"),
              new PeerState(
                  "hss",
                  "aaa.ims.example",
                  Condition.NO_COMMON_APPLICATION,
                  false,
                  TIME,
                  "result 5010")),
          List.of(new RadiusState("radius-1", 1813, 2)),
          new RegistrationsState(
              List.of(
                  new ScscfStanding("scscf1.ims.example", 12, 3, 1, 2, false),
                  new ScscfStanding("scscf2.ims.example:5070", 0, 4, 4, 0, true)),
              7),
          new StoreState(true, 17, 5),
          List.of(new Alarm("store", Alarm.Severity.CRITICAL, TIME, "the disk is full")),
          2,
          1,
          List.of(
              new HlrState(
                  "hlr1",
                  200,
                  10,
                  4,
                  false,
                  Map.of(CsiState.ARMED, 12, CsiState.FOREIGN, 1, CsiState.UNKNOWN, 0)),
              new HlrState("hlr2", 1, 1, 0, true, Map.of())),
          new SubscriptionsState(
              "hss",
              50,
              false,
              Map.of(SubscriptionPhase.STANDING, 12, SubscriptionPhase.REFUSED, 1)),
          new LocationsState(
              12,
              9210,
              List.of(
                  new GmlcState("gmlc1", 10, 2, 10, false), new GmlcState("gmlc2", 5, 0, 0, true))),
          List.of(
              new SilentNetwork(SilentNetwork.Kind.PLMN, "26202", 7),
              new SilentNetwork(SilentNetwork.Kind.NODE, "33600000001", 1),
              new SilentNetwork(SilentNetwork.Kind.OTHERS, "", 3)),
          3,
          List.of(new Unknown("imsi", "240990000000009", true, "pk", 4, TIME)),
          List.of(
              new Contradiction(
                  "msisdn", "4670009", "sip:a@pna.test", "sip:b@pna.test", true, "pi", 2, TIME)),
          Map.of("pna.pen.published", 12L, "pna.map.answers{error=none}", 7L));
  private static final StatusReport IDLE =
      new StatusReport(
          List.of(),
          List.of(),
          List.of(),
          null,
          new StoreState(false, 0, 0),
          List.of(),
          0,
          0,
          List.of(),
          null,
          null,
          List.of(),
          0,
          List.of(),
          List.of(),
          Map.of());

  private static final List<Suspect> SUSPECTS =
      List.of(
          new Suspect(
              "240991234567890",
              Domain.CS,
              "sip:alice@pna.test",
              new ReportingNode("46700001", "46700009"),
              TIME,
              "too late"),
          new Suspect(
              "msisdn:15551230001",
              Domain.PS,
              null,
              new ReportingNode(null, null),
              TIME,
              "no room"));
  private static final List<SuspectNode> NODES =
      List.of(new SuspectNode("46700002", TIME, "no room"));

  @Test
  void tellsPeople() throws IOException {
    assertThat(said(BUSY, true, Format.TEXT))
        .isEqualTo(
            """
            links      msc1/stp1 up
                       msc1/stp2 DOWN
            peers      hss/hss1.ims.example up, FLAPPING since 2026-11-21T04:00:00.123456Z
                       hss/dra.ims.example up, a relay since 2026-11-21T04:00:00.123456Z
                       hss/hss2.ims.example DOWN since 2026-11-21T04:00:00.123456Z: no answer
                       hss/aaa.ims.example NO COMMON APPLICATION since \
            2026-11-21T04:00:00.123456Z: result 5010
            store      FAILING, 17 pending, 5 presentities
            alarms     critical store since 2026-11-21T04:00:00.123456Z: the disk is full
            suspects   2 subscribers, 1 nodes
            hlrs       hlr1 4 questions, 200 ATI/s, 10 ATM/s; CSIs: 12 armed 1 foreign
                       hlr2 FORBIDS, 0 questions, 1 ATI/s, 1 ATM/s; CSIs: none
            sh         hss 50 SNR/s; subscriptions: 12 standing 1 refused
            locations  12 SIMs located, reports on TCP port 9210
            gmlcs      gmlc1 2 under way, 10 to be asked about, 10 requests/s
                       gmlc2 FORBIDS, 0 under way, 0 to be asked about, 5 requests/s
            polled     plmn 26202 does not report, 7 watched
                       node 33600000001 does not report, 1 watched
                       others does not report, 3 watched
            radius     radius-1 on UDP port 1813, 2 clients
            scscfs     scscf1.ims.example 12 open, 3 pending (1 failed), 2 off
                       scscf2.ims.example:5070 SILENT, 0 open, 4 pending (4 failed)
                       7 SUBSCRIBEs wait
            dialogues  3 open
            unknown    imsi 240990000000009 (ours, quarantined), 4 times, last by pk at 2026-11-21T04:00:00.123456Z
            disputed   msisdn 4670009 told to be of sip:a@pna.test, is of sip:b@pna.test by the \
            subscribers' file, 2 times, last by pi at 2026-11-21T04:00:00.123456Z

            counters
              pna.map.answers{error=none}  7
              pna.pen.published            12
            suspect subscriber imsi 240991234567890 presentity sip:alice@pna.test domain cs \
            node 46700001 since 2026-11-21T04:00:00.123456Z: too late
            suspect subscriber msisdn 15551230001 domain ps since 2026-11-21T04:00:00.123456Z: no room
            suspect node 46700002 since 2026-11-21T04:00:00.123456Z: no room
            """);
    assertThat(said(IDLE, false, Format.TEXT))
        .isEqualTo(
            """
            links      none
            store      ok, 0 pending, 0 presentities
            alarms     none
            suspects   0 subscribers, 0 nodes
            dialogues  0 open
            """);
  }

  @Test
  void tellsPrograms() throws IOException {
    assertThat(said(BUSY, true, Format.JSON))
        .isEqualTo(
            """
            {"links":[{"link":"msc1","association":"stp1","up":true},\
            {"link":"msc1","association":"stp2","up":false}],\
            "peers":[{"node":"hss","peer":"hss1.ims.example","condition":"up","flapping":true,\
            "since":"2026-11-21T04:00:00.123456Z"},\
            {"node":"hss","peer":"dra.ims.example","condition":"relay","flapping":false,\
            "since":"2026-11-21T04:00:00.123456Z"},\
            {"node":"hss","peer":"hss2.ims.example","condition":"down","flapping":false,\
            "since":"2026-11-21T04:00:00.123456Z","reason":"no answer"},\
            {"node":"hss","peer":"aaa.ims.example","condition":"no-common-application",\
            "flapping":false,"since":"2026-11-21T04:00:00.123456Z","reason":"result 5010"}],\
            "radius":[{"link":"radius-1","port":1813,"clients":2}],\
            "registrations":{"waiting":7,"scscfs":[{"scscf":"scscf1.ims.example","silent":false,\
            "open":12,"pending":3,"failed":1,"off":2},{"scscf":"scscf2.ims.example:5070",\
            "silent":true,"open":0,"pending":4,"failed":4,"off":0}]},\
            "store":{"state":"failing","pending":17,"presentities":5},\
            "alarms":[{"name":"store","severity":"critical",\
            "since":"2026-11-21T04:00:00.123456Z","text":"the disk is full"}],\
            "suspects":{"subscribers":2,"nodes":1},\
            "hlrs":[{"hlr":"hlr1","ati-rate":200,"atm-rate":10,"questions":4,"forbidden":false,\
            "csis":{"armed":12,"foreign":1}},\
            {"hlr":"hlr2","ati-rate":1,"atm-rate":1,"questions":0,"forbidden":true,"csis":{}}],\
            "subscriptions":{"node":"hss","snr-rate":50,"forbidden":false,"standing":12,"refused":1},\
            "locations":{"located":12,"port":9210,"gmlcs":[{"gmlc":"gmlc1","rate":10,\
            "under-way":2,"waiting":10,"forbidden":false},{"gmlc":"gmlc2","rate":5,"under-way":0,\
            "waiting":0,"forbidden":true}]},\
            "polled":[{"plmn":"26202","subscribers":7},{"node":"33600000001","subscribers":1},\
            {"others":true,"subscribers":3}],\
            "dialogues":3,\
            "unknown":[{"imsi":"240990000000009","quarantined":true,"source":"pk","count":4,\
            "last":"2026-11-21T04:00:00.123456Z"}],\
            "disputed":[{"msisdn":"4670009","told":"sip:a@pna.test",\
            "held":"sip:b@pna.test","by-file":true,"source":"pi","count":2,\
            "last":"2026-11-21T04:00:00.123456Z"}],"counters":{"pna.map.answers{error=none}":7,"pna.pen.published":12}}
            {"suspect":"subscriber","imsi":"240991234567890","presentity":"sip:alice@pna.test",\
            "domain":"cs","node":"46700001","since":"2026-11-21T04:00:00.123456Z",\
            "reason":"too late"}
            {"suspect":"subscriber","msisdn":"15551230001","domain":"ps",\
            "since":"2026-11-21T04:00:00.123456Z","reason":"no room"}
            {"suspect":"node","node":"46700002","since":"2026-11-21T04:00:00.123456Z",\
            "reason":"no room"}
            """);
    assertThat(said(IDLE, false, Format.JSON))
        .isEqualTo(
            """
            {"links":[],"store":{"state":"ok","pending":0,"presentities":0},"alarms":[],\
            "suspects":{"subscribers":0,"nodes":0},"hlrs":[],"dialogues":0,"counters":{}}
            """);
  }

  private String said(StatusReport report, boolean suspects, Format format) throws IOException {
    Answer answer =
        new StatusAnswer(() -> report, SUSPECTS::forEach, NODES::forEach)
            .answer(new ControlRequest.Status(suspects, format));
    assertThat(answer.status()).isEqualTo(Reply.Status.OK);
    StringWriter text = new StringWriter();
    answer.body().writeTo(text);
    return text.toString();
  }
}
