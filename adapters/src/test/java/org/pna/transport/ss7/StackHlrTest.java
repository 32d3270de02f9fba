package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SubscriberState;
import org.pna.transport.ss7.Ss7Link.Association;
import org.restcomm.protocols.ss7.map.MAPStackImpl;
import org.restcomm.protocols.ss7.map.api.MAPDialog;
import org.restcomm.protocols.ss7.map.api.MAPDialogListener;
import org.restcomm.protocols.ss7.map.api.dialog.MAPDialogState;
import org.restcomm.protocols.ss7.map.api.dialog.MAPUserAbortChoice;
import org.restcomm.protocols.ss7.map.api.errors.MAPErrorMessage;
import org.restcomm.protocols.ss7.map.api.service.mobility.MAPDialogMobility;
import org.restcomm.protocols.ss7.map.api.service.mobility.MAPServiceMobilityListener;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.AnyTimeInterrogationRequest;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.AnyTimeSubscriptionInterrogationRequest;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.DomainType;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.PSSubscriberStateChoice;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.SubscriberStateChoice;
import org.restcomm.protocols.ss7.map.dialog.MAPUserAbortChoiceImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.PSSubscriberStateImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.SubscriberInfoImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.SubscriberStateImpl;
import org.restcomm.protocols.ss7.tcap.TCAPStackImpl;

/** jSS7's own MAP and TCAP as the HLR that is asked; of ours are only its SCCP and M3UA. */
@Timeout(60)
class StackHlrTest {
  private static final int SUBSYSTEM = 6;
  private static final String TITLE = "491710000006";
  private static final Imsi BUSY = new Imsi("262011234567890");
  private static final Imsi STRANGER = new Imsi("262019999999999");
  private static final Imsi ABORTED = new Imsi("262018888888888");

  @TempDir Path folder;

  private MAPStackImpl stack;

  @Test
  void isAskedAndUnderstood() throws Exception {
    int port = TestNode.freePort();
    Ss7Link link =
        TestNode.link(folder.resolve("ours"), Duration.ofSeconds(10), TestNode.server(port));
    try (TestNode node = TestNode.start(link, (event, completion) -> completion.done(null))) {
      Ss7Node peer = hlr(port);
      Ss7Node.Subsystem map = new Map(peer);
      peer.attach(map);
      try {
        assertThat(node.awaitUp()).isTrue();
        assertThat(asked(node, BUSY, Domain.CS).state()).isEqualTo(SubscriberState.CAMEL_BUSY);
        assertThat(asked(node, BUSY, Domain.PS).psState())
            .isEqualTo(SubscriberState.PS_ATTACHED_REACHABLE);
        assertThat(answer(node, new HlrRequest.Interrogation(STRANGER, TITLE, Domain.CS)).error())
            .isEqualTo(1);
        HlrAnswer.Failed aborted =
            answer(node, new HlrRequest.Interrogation(ABORTED, TITLE, Domain.CS));
        assertThat(aborted.kind()).isEqualTo(HlrAnswer.Kind.ABORTED);
        assertThat(answer(node, new HlrRequest.SubscriptionInterrogation(BUSY, TITLE)).error())
            .isEqualTo(60);
        assertThat(
                TestNode.await(
                    () -> stack.getTCAPStack().getProvider().getCurrentDialogsCount() == 0, 5))
            .isTrue();
      } finally {
        peer.detach(map);
      }
    }
  }

  private static InterrogationResult asked(TestNode node, Imsi imsi, Domain domain)
      throws Exception {
    HlrAnswer answer =
        node.ask(new HlrRequest.Interrogation(imsi, TITLE, domain)).get(10, TimeUnit.SECONDS);
    assertThat(answer).isInstanceOf(HlrAnswer.Interrogated.class);
    return ((HlrAnswer.Interrogated) answer).result();
  }

  private static HlrAnswer.Failed answer(TestNode node, HlrRequest request) throws Exception {
    HlrAnswer answer = node.ask(request).get(10, TimeUnit.SECONDS);
    assertThat(answer).isInstanceOf(HlrAnswer.Failed.class);
    return (HlrAnswer.Failed) answer;
  }

  private Ss7Node hlr(int port) {
    Association association = TestNode.client(port);
    Ss7Link link =
        new Ss7Link(
            "hlr",
            folder.resolve("hlr"),
            2,
            TestNode.PEER_POINT_CODE,
            TITLE,
            SUBSYSTEM,
            List.of(
                new Association(
                    association.name(),
                    association.transport(),
                    association.mode(),
                    association.localAddress(),
                    association.localPort(),
                    association.peerAddress(),
                    association.peerPort(),
                    null,
                    association.trafficMode(),
                    List.of(TestNode.OUR_POINT_CODE))),
            100,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));
    return new Ss7Nodes(
            List.of(link), new SimpleMeterRegistry(), InstantSource.system(), refusal -> {})
        .node("hlr");
  }

  /** The HLR's MAP. */
  private final class Map implements Ss7Node.Subsystem {
    private final Ss7Node node;

    Map(Ss7Node node) {
      this.node = node;
    }

    @Override
    public void start() throws Exception {
      stack = new MAPStackImpl("hlr", node.sccp(), SUBSYSTEM);
      ((TCAPStackImpl) stack.getTCAPStack()).setPersistDir(node.link().dataDirectory().toString());
      stack.start();
      stack.getMAPProvider().getMAPServiceMobility().acivate();
      stack.getMAPProvider().addMAPDialogListener(listener(MAPDialogListener.class));
      stack
          .getMAPProvider()
          .getMAPServiceMobility()
          .addMAPServiceListener(listener(MAPServiceMobilityListener.class));
    }

    @Override
    public void stop() {
      stack.stop();
    }
  }

  private <L> L listener(Class<L> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              hear(method, arguments);
              return switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> null;
              };
            }));
  }

  private void hear(Method method, Object[] arguments) throws Exception {
    switch (method.getName()) {
      case "onAnyTimeInterrogationRequest" ->
          interrogated((AnyTimeInterrogationRequest) arguments[0]);
      case "onAnyTimeSubscriptionInterrogationRequest" -> {
        var request = (AnyTimeSubscriptionInterrogationRequest) arguments[0];
        error(request.getMAPDialog(), request.getInvokeId(), 60);
      }
      case "onDialogDelimiter" -> {
        MAPDialog dialogue = (MAPDialog) arguments[0];
        if (dialogue.getState() != MAPDialogState.EXPUNGED) {
          dialogue.close(false);
        }
      }
      default -> {}
    }
  }

  private void interrogated(AnyTimeInterrogationRequest request) throws Exception {
    String imsi = request.getSubscriberIdentity().getIMSI().getData();
    MAPDialogMobility dialogue = request.getMAPDialog();
    if (imsi.equals(STRANGER.digits())) {
      error(dialogue, request.getInvokeId(), 1);
    } else if (imsi.equals(ABORTED.digits())) {
      MAPUserAbortChoice reason = new MAPUserAbortChoiceImpl();
      reason.setUserSpecificReason();
      dialogue.abort(reason);
    } else {
      boolean isPs = request.getRequestedInfo().getRequestedDomain() == DomainType.psDomain;
      dialogue.addAnyTimeInterrogationResponse(
          request.getInvokeId(),
          new SubscriberInfoImpl(
              null,
              isPs ? null : new SubscriberStateImpl(SubscriberStateChoice.camelBusy, null),
              null,
              null,
              isPs
                  ? new PSSubscriberStateImpl(
                      PSSubscriberStateChoice.psAttachedReachableForPaging, null, null)
                  : null,
              null,
              null,
              null,
              null),
          null);
    }
  }

  private void error(MAPDialog dialogue, long invokeId, int code) throws Exception {
    MAPErrorMessage error =
        stack
            .getMAPProvider()
            .getMAPErrorMessageFactory()
            .createMAPErrorMessageExtensionContainer((long) code, null);
    dialogue.sendErrorComponent(invokeId, error);
  }
}
