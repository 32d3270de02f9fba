package org.pna.transport.ss7;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pna.transport.ss7.Ss7Link.Association;
import org.pna.transport.ss7.Ss7Link.Mode;
import org.pna.transport.ss7.Ss7Link.TrafficMode;
import org.pna.transport.ss7.Ss7Link.Transport;
import org.restcomm.protocols.ss7.cap.CAPStackImpl;
import org.restcomm.protocols.ss7.cap.api.CAPApplicationContext;
import org.restcomm.protocols.ss7.cap.api.CAPDialog;
import org.restcomm.protocols.ss7.cap.api.CAPDialogListener;
import org.restcomm.protocols.ss7.cap.api.CAPMessage;
import org.restcomm.protocols.ss7.cap.api.CAPProvider;
import org.restcomm.protocols.ss7.cap.api.dialog.CAPGprsReferenceNumber;
import org.restcomm.protocols.ss7.cap.api.primitives.EventTypeBCSM;
import org.restcomm.protocols.ss7.cap.api.service.circuitSwitchedCall.CAPDialogCircuitSwitchedCall;
import org.restcomm.protocols.ss7.cap.api.service.circuitSwitchedCall.CAPServiceCircuitSwitchedCallListener;
import org.restcomm.protocols.ss7.cap.api.service.gprs.CAPDialogGprs;
import org.restcomm.protocols.ss7.cap.api.service.gprs.CAPServiceGprsListener;
import org.restcomm.protocols.ss7.cap.api.service.gprs.primitive.GPRSEventType;
import org.restcomm.protocols.ss7.cap.dialog.CAPGprsReferenceNumberImpl;
import org.restcomm.protocols.ss7.cap.primitives.ReceivingSideIDImpl;
import org.restcomm.protocols.ss7.cap.primitives.TimeAndTimezoneImpl;
import org.restcomm.protocols.ss7.inap.api.primitives.LegType;
import org.restcomm.protocols.ss7.inap.api.primitives.MiscCallInfoMessageType;
import org.restcomm.protocols.ss7.inap.primitives.MiscCallInfoImpl;
import org.restcomm.protocols.ss7.indicator.RoutingIndicator;
import org.restcomm.protocols.ss7.map.api.primitives.AddressNature;
import org.restcomm.protocols.ss7.map.api.primitives.IMSI;
import org.restcomm.protocols.ss7.map.api.primitives.ISDNAddressString;
import org.restcomm.protocols.ss7.map.api.primitives.NumberingPlan;
import org.restcomm.protocols.ss7.map.api.service.callhandling.CallReferenceNumber;
import org.restcomm.protocols.ss7.map.primitives.IMSIImpl;
import org.restcomm.protocols.ss7.map.primitives.ISDNAddressStringImpl;
import org.restcomm.protocols.ss7.map.service.callhandling.CallReferenceNumberImpl;
import org.restcomm.protocols.ss7.sccp.parameter.SccpAddress;
import org.restcomm.protocols.ss7.tcap.TCAPStackImpl;

/** jSS7's CAP as gsmSSF and gprsSSF, with its own TCAP; of ours are only SCCP and M3UA. */
final class CapStackPeer implements AutoCloseable {
  /** What was heard: a message, or a dialogue's event by the name of its callback. */
  final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

  /** The reference number of the last AARE. */
  volatile CAPGprsReferenceNumber reference;

  private final Ss7Node node;
  private final Cap cap = new Cap();
  private CAPStackImpl stack;

  /** Connects to the gateway's port. */
  CapStackPeer(Path directory, int port) throws Exception {
    Ss7Link link =
        new Ss7Link(
            "peer",
            directory,
            2,
            TestNode.PEER_POINT_CODE,
            "15550100001",
            146,
            List.of(
                new Association(
                    "a",
                    Transport.TCP,
                    Mode.CLIENT,
                    "127.0.0.1",
                    0,
                    "127.0.0.1",
                    port,
                    null,
                    TrafficMode.LOADSHARE,
                    List.of(TestNode.OUR_POINT_CODE))),
            100,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));
    node =
        new Ss7Nodes(
                List.of(link),
                new SimpleMeterRegistry(),
                java.time.InstantSource.system(),
                refusal -> {})
            .node("peer");
    node.attach(cap);
  }

  private final class Cap implements Ss7Node.Subsystem {
    @Override
    public void start() throws Exception {
      stack = new CAPStackImpl("peer", node.sccp(), 146);
      ((TCAPStackImpl) stack.getTCAPStack()).setPersistDir(node.link().dataDirectory().toString());
      stack.start();
      CAPProvider provider = stack.getCAPProvider();
      provider.addCAPDialogListener(listener(CAPDialogListener.class));
      provider.getCAPServiceCircuitSwitchedCall().acivate();
      provider
          .getCAPServiceCircuitSwitchedCall()
          .addCAPServiceListener(listener(CAPServiceCircuitSwitchedCallListener.class));
      provider.getCAPServiceGprs().acivate();
      provider.getCAPServiceGprs().addCAPServiceListener(listener(CAPServiceGprsListener.class));
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

  private void hear(Method method, Object[] arguments) {
    String name = method.getName();
    if (!name.startsWith("on") || name.equals("onCAPMessage") || name.equals("onDialogDelimiter")) {
      return;
    }
    if (name.equals("onDialogAccept")) {
      reference = (CAPGprsReferenceNumber) arguments[1];
    }
    heard.add(arguments[0] instanceof CAPMessage message ? message : name);
  }

  /** The next thing that is heard. */
  Object next() throws InterruptedException {
    return heard.poll(8, TimeUnit.SECONDS);
  }

  SccpAddress gateway() {
    return node.sccp()
        .getParameterFactory()
        .createSccpAddress(
            RoutingIndicator.ROUTING_BASED_ON_GLOBAL_TITLE,
            node.sccp()
                .getParameterFactory()
                .createGlobalTitle(
                    "491710000147",
                    0,
                    org.restcomm.protocols.ss7.indicator.NumberingPlan.ISDN_TELEPHONY,
                    null,
                    org.restcomm.protocols.ss7.indicator.NatureOfAddress.INTERNATIONAL),
            0,
            146);
  }

  /** Begins a call. */
  CAPDialogCircuitSwitchedCall call(CAPApplicationContext context, EventTypeBCSM trigger)
      throws Exception {
    CAPDialogCircuitSwitchedCall dialogue =
        stack
            .getCAPProvider()
            .getCAPServiceCircuitSwitchedCall()
            .createNewDialog(context, node.ownAddress(146), gateway());
    add(
        dialogue,
        CAPDialogCircuitSwitchedCall.class,
        "addInitialDPRequest",
        Map.of(
            EventTypeBCSM.class,
            trigger,
            IMSI.class,
            new IMSIImpl("001010000000001"),
            CallReferenceNumber.class,
            new CallReferenceNumberImpl(new byte[] {1, 2, 3}),
            ISDNAddressString.class,
            number("15550100001")));
    dialogue.send();
    return dialogue;
  }

  /** Begins a relationship. */
  CAPDialogGprs session(GPRSEventType trigger, int reference) throws Exception {
    CAPDialogGprs dialogue = gprs(null, reference);
    add(
        dialogue,
        CAPDialogGprs.class,
        "addInitialDpGprsRequest",
        Map.of(
            GPRSEventType.class,
            trigger,
            IMSI.class,
            new IMSIImpl("001010000000002"),
            ISDNAddressString.class,
            number("15550100102"),
            org.restcomm.protocols.ss7.cap.api.primitives.TimeAndTimezone.class,
            new TimeAndTimezoneImpl(2026, 3, 1, 12, 0, 0, 0)));
    dialogue.send();
    return dialogue;
  }

  /** A dialogue of a relationship, with nothing sent yet. */
  CAPDialogGprs gprs(Integer theirs, int reference) throws Exception {
    CAPDialogGprs dialogue =
        stack
            .getCAPProvider()
            .getCAPServiceGprs()
            .createNewDialog(
                CAPApplicationContext.CapV3_gprsSSF_gsmSCF, node.ownAddress(146), gateway());
    dialogue.setGprsReferenceNumber(new CAPGprsReferenceNumberImpl(theirs, reference));
    return dialogue;
  }

  static void report(
      CAPDialogCircuitSwitchedCall dialogue, EventTypeBCSM event, LegType leg, boolean last)
      throws Exception {
    dialogue.addEventReportBCSMRequest(
        event,
        null,
        new ReceivingSideIDImpl(leg),
        new MiscCallInfoImpl(MiscCallInfoMessageType.notification, null),
        null);
    if (last) {
      dialogue.close(false);
    } else {
      dialogue.send();
    }
  }

  private static ISDNAddressString number(String digits) {
    return new ISDNAddressStringImpl(
        AddressNature.international_number, NumberingPlan.ISDN, digits);
  }

  /** Calls an operation of many parameters with those that are given by their types. */
  private static void add(CAPDialog dialogue, Class<?> type, String name, Map<Class<?>, ?> given)
      throws Exception {
    Method longest =
        Stream.of(type.getMethods())
            .filter(method -> method.getName().equals(name))
            .filter(method -> method.getParameterTypes()[1] != int.class)
            .max(Comparator.comparing(Method::getParameterCount))
            .orElseThrow();
    Object[] arguments = new Object[longest.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> parameter = longest.getParameterTypes()[i];
      arguments[i] =
          parameter == int.class ? 42 : parameter == boolean.class ? false : given.get(parameter);
    }
    longest.invoke(dialogue, arguments);
  }

  @Override
  public void close() {
    node.detach(cap);
  }
}
