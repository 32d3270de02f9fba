package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.GprsEvent;
import org.restcomm.protocols.ss7.cap.api.CAPApplicationContext;
import org.restcomm.protocols.ss7.cap.api.primitives.BCSMEvent;
import org.restcomm.protocols.ss7.cap.api.primitives.EventTypeBCSM;
import org.restcomm.protocols.ss7.cap.api.primitives.MonitorMode;
import org.restcomm.protocols.ss7.cap.api.service.circuitSwitchedCall.ActivityTestResponse;
import org.restcomm.protocols.ss7.cap.api.service.circuitSwitchedCall.CAPDialogCircuitSwitchedCall;
import org.restcomm.protocols.ss7.cap.api.service.circuitSwitchedCall.ContinueRequest;
import org.restcomm.protocols.ss7.cap.api.service.circuitSwitchedCall.RequestReportBCSMEventRequest;
import org.restcomm.protocols.ss7.cap.api.service.gprs.CAPDialogGprs;
import org.restcomm.protocols.ss7.cap.api.service.gprs.ContinueGPRSRequest;
import org.restcomm.protocols.ss7.cap.api.service.gprs.EntityReleasedGPRSResponse;
import org.restcomm.protocols.ss7.cap.api.service.gprs.EventReportGPRSResponse;
import org.restcomm.protocols.ss7.cap.api.service.gprs.RequestReportGPRSEventRequest;
import org.restcomm.protocols.ss7.cap.api.service.gprs.primitive.GPRSEventType;
import org.restcomm.protocols.ss7.cap.service.gprs.primitive.GPRSCauseImpl;
import org.restcomm.protocols.ss7.cap.service.gprs.primitive.PDPIDImpl;
import org.restcomm.protocols.ss7.inap.api.primitives.LegType;
import org.restcomm.protocols.ss7.inap.api.primitives.MiscCallInfoMessageType;
import org.restcomm.protocols.ss7.inap.primitives.MiscCallInfoImpl;

/** Over M3UA and TCP on loopback, with jSS7's CAP and TCAP at the other end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapStackPeerTest {
  private static final int REFERENCE = 4711;

  private CapTestNode node;
  private CapStackPeer peer;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    int port = TestNode.freePort();
    node = CapTestNode.start(CapTestNode.link(directory.resolve("gateway"), TestNode.server(port)));
    peer = new CapStackPeer(directory.resolve("peer"), port);
    assertThat(node.awaitUp()).isTrue();
  }

  @AfterAll
  void stop() {
    peer.close();
    node.close();
  }

  @AfterEach
  void allIsOver() throws Exception {
    assertThat(TestNode.await(() -> node.component.tracked() == 0, 5)).isTrue();
    assertThat(TestNode.await(node.table.states::isEmpty, 5)).isTrue();
    assertThat(peer.heard).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CapV2_gsmSSF_to_gsmSCF", "CapV3_gsmSSF_scfGeneric", "CapV4_gsmSSF_scfGeneric"})
  void aCallFromItsBeginningToItsEnd(CAPApplicationContext context) throws Exception {
    CAPDialogCircuitSwitchedCall dialogue = peer.call(context, EventTypeBCSM.collectedInfo);
    assertThat(peer.next()).isEqualTo("onDialogAccept");
    RequestReportBCSMEventRequest armed = (RequestReportBCSMEventRequest) peer.next();
    assertThat(armed.getBCSMEventList())
        .extracting(BCSMEvent::getEventTypeBCSM)
        .containsExactly(
            EventTypeBCSM.routeSelectFailure,
            EventTypeBCSM.oCalledPartyBusy,
            EventTypeBCSM.oNoAnswer,
            EventTypeBCSM.oAnswer,
            EventTypeBCSM.oDisconnect,
            EventTypeBCSM.oDisconnect,
            EventTypeBCSM.oAbandon);
    assertThat(armed.getBCSMEventList())
        .extracting(BCSMEvent::getMonitorMode)
        .containsOnly(MonitorMode.notifyAndContinue);
    assertThat(armed.getBCSMEventList())
        .filteredOn(event -> event.getEventTypeBCSM() == EventTypeBCSM.oDisconnect)
        .extracting(event -> event.getLegID().getSendingSideID())
        .containsExactly(LegType.leg1, LegType.leg2);
    assertThat(peer.next()).isInstanceOf(ContinueRequest.class);
    assertThat(node.next(CallEvent.class).setup().imsi().digits()).isEqualTo("001010000000001");

    CapStackPeer.report(dialogue, EventTypeBCSM.oAnswer, LegType.leg2, false);
    assertThat(node.next(CallEvent.class).event()).isEqualTo(7);
    dialogue.addActivityTestRequest();
    dialogue.send();
    assertThat(peer.next()).isInstanceOf(ActivityTestResponse.class);

    CapStackPeer.report(dialogue, EventTypeBCSM.oDisconnect, LegType.leg1, false);
    CallEvent ended = node.next(CallEvent.class);
    assertThat(ended.event()).isEqualTo(9);
    assertThat(ended.leg()).isEqualTo(1);
    assertThat(peer.next()).isEqualTo("onDialogClose");
    assertThat(peer.next()).isEqualTo("onDialogRelease");
  }

  @Test
  void theTerminatingSideIsArmedForItsOwnEventsAndThePeerMayEndTheDialogue() throws Exception {
    CAPDialogCircuitSwitchedCall dialogue =
        peer.call(
            CAPApplicationContext.CapV3_gsmSSF_scfGeneric, EventTypeBCSM.termAttemptAuthorized);
    assertThat(peer.next()).isEqualTo("onDialogAccept");
    RequestReportBCSMEventRequest armed = (RequestReportBCSMEventRequest) peer.next();
    assertThat(armed.getBCSMEventList())
        .extracting(BCSMEvent::getEventTypeBCSM)
        .containsExactly(
            EventTypeBCSM.tBusy,
            EventTypeBCSM.tNoAnswer,
            EventTypeBCSM.tAnswer,
            EventTypeBCSM.tDisconnect,
            EventTypeBCSM.tDisconnect,
            EventTypeBCSM.tAbandon);
    assertThat(peer.next()).isInstanceOf(ContinueRequest.class);
    node.next(CallEvent.class);
    CapStackPeer.report(dialogue, EventTypeBCSM.tDisconnect, LegType.leg2, true);
    assertThat(node.next(CallEvent.class).event()).isEqualTo(17);
    assertThat(peer.next()).isEqualTo("onDialogRelease");
  }

  @Test
  void aSessionOverSeveralDialogues() throws Exception {
    CAPDialogGprs first = peer.session(GPRSEventType.attach, REFERENCE);
    assertThat(peer.next()).isEqualTo("onDialogAccept");
    int ours = peer.reference.getOriginationReference();
    assertThat(peer.reference.getDestinationReference()).isEqualTo(REFERENCE);
    assertThat(((RequestReportGPRSEventRequest) peer.next()).getGPRSEvent())
        .extracting(event -> event.getGPRSEventType())
        .containsExactly(GPRSEventType.attachChangeOfPosition, GPRSEventType.detached);
    assertThat(((RequestReportGPRSEventRequest) peer.next()).getGPRSEvent())
        .extracting(event -> event.getGPRSEventType())
        .containsExactly(GPRSEventType.pdpContextEstablishmentAcknowledgement);
    assertThat(peer.next()).isInstanceOf(ContinueGPRSRequest.class);
    assertThat(node.next(GprsEvent.class).operation())
        .isEqualTo(GprsEvent.Operation.INITIAL_DP_GPRS);
    first.close(false);
    assertThat(peer.next()).isEqualTo("onDialogRelease");

    CAPDialogGprs second = peer.gprs(ours, REFERENCE);
    second.addEventReportGPRSRequest(
        GPRSEventType.pdpContextEstablishmentAcknowledgement,
        new MiscCallInfoImpl(MiscCallInfoMessageType.notification, null),
        null,
        new PDPIDImpl(5));
    second.send();
    assertThat(peer.next()).isEqualTo("onDialogAccept");
    assertThat(peer.next()).isInstanceOf(EventReportGPRSResponse.class);
    RequestReportGPRSEventRequest armed = (RequestReportGPRSEventRequest) peer.next();
    assertThat(armed.getPDPID().getId()).isEqualTo(5);
    assertThat(node.next(GprsEvent.class).pdpId()).isEqualTo(5);
    second.close(false);
    assertThat(peer.next()).isEqualTo("onDialogRelease");
    assertThat(node.component.tracked()).isEqualTo(1);

    CAPDialogGprs third = peer.gprs(ours, REFERENCE);
    third.addEntityReleasedGPRSRequest(new GPRSCauseImpl(5), null);
    third.send();
    assertThat(peer.next()).isEqualTo("onDialogAccept");
    assertThat(peer.next()).isInstanceOf(EntityReleasedGPRSResponse.class);
    assertThat(node.next(GprsEvent.class).operation())
        .isEqualTo(GprsEvent.Operation.ENTITY_RELEASED_GPRS);
    assertThat(peer.next()).isEqualTo("onDialogClose");
    assertThat(peer.next()).isEqualTo("onDialogRelease");
  }

  @Test
  void aCallInAContextThatWeDoNotServeGoesOn() throws Exception {
    peer.call(CAPApplicationContext.CapV1_gsmSSF_to_gsmSCF, EventTypeBCSM.collectedInfo);
    assertThat(peer.next()).isEqualTo("onDialogAccept");
    assertThat(peer.next()).isInstanceOf(ContinueRequest.class);
    assertThat(peer.next()).isEqualTo("onDialogClose");
    assertThat(peer.next()).isEqualTo("onDialogRelease");
  }
}
