package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mobicents.protocols.asn.AsnInputStream;
import org.pna.model.Cell;
import org.pna.model.RoutingArea;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.transport.ss7.codec.AarqGuard;
import org.pna.transport.ss7.codec.Mutations;
import org.pna.transport.ss7.codec.NoteMmEventCodec;
import org.pna.transport.ss7.codec.RandomEvents;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.map.api.primitives.AddressNature;
import org.restcomm.protocols.ss7.map.api.primitives.CellGlobalIdOrServiceAreaIdFixedLength;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberManagement.MMCodeValue;
import org.restcomm.protocols.ss7.map.primitives.IMSIImpl;
import org.restcomm.protocols.ss7.map.primitives.ISDNAddressStringImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.LocationInformationGPRSImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.LocationInformationImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberManagement.MMCodeImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberManagement.SupportedCamelPhasesImpl;
import org.restcomm.protocols.ss7.tcap.asn.DialogRequestAPDU;
import org.restcomm.protocols.ss7.tcap.asn.TcapFactory;
import org.restcomm.protocols.ss7.tcap.asn.comp.Component;
import org.restcomm.protocols.ss7.tcap.asn.comp.TCBeginMessage;

/** What our codecs write and our guard passes, as the stack's own decoders see it. */
class StackPeerTest {
  @Test
  void theStackReadsWhatWeWrite() throws Exception {
    Random random = new Random(42);
    RandomEvents events = new RandomEvents(random);
    for (int i = 0; i < 2000; i++) {
      NoteMmEvent event = events.nextWithNodes();
      AsnInputStream argument = new AsnInputStream(NoteMmEventCodec.encode(event));
      argument.readTag();
      AsnInputStream fields = argument.readSequenceStream();
      fields.readTag();
      assertThat(fields.readInteger()).isEqualTo(event.serviceKey());
      fields.readTag();
      MMCodeImpl code = new MMCodeImpl();
      code.decodeAll(fields);
      assertThat(code.getMMCodeValue())
          .isEqualTo(event.mmCode() == null ? null : MMCodeValue.getInstance(event.eventMet()));
      fields.readTag();
      IMSIImpl imsi = new IMSIImpl();
      imsi.decodeAll(fields);
      assertThat(imsi.getData()).isEqualTo(event.imsi().digits());
      fields.readTag();
      ISDNAddressStringImpl msisdn = new ISDNAddressStringImpl();
      msisdn.decodeAll(fields);
      assertThat(msisdn.getAddress()).isEqualTo(event.msisdn().digits());
      assertThat(msisdn.getAddressNature()).isEqualTo(AddressNature.international_number);
      fields.readTag();
      LocationInformationImpl location = new LocationInformationImpl();
      location.decodeAll(fields);
      assertThat(location.getAgeOfLocationInformation()).isEqualTo(event.location().ageMinutes());
      assertThat(location.getVlrNumber().getAddress()).isEqualTo(event.vlrNumber());
      Cell cell = event.location().cell();
      assertThat(location.getSaiPresent()).isEqualTo(cell != null && cell.serviceArea());
      if (cell != null) {
        CellGlobalIdOrServiceAreaIdFixedLength id =
            location
                .getCellGlobalIdOrServiceAreaIdOrLAI()
                .getCellGlobalIdOrServiceAreaIdFixedLength();
        assertThat(id.getMCC()).isEqualTo(Integer.parseInt(cell.area().plmn().mcc()));
        assertThat(id.getMNC()).isEqualTo(Integer.parseInt(cell.area().plmn().mnc()));
        assertThat(id.getLac()).isEqualTo(cell.area().lac());
        assertThat(id.getCellIdOrServiceAreaCode()).isEqualTo(cell.ci());
      }
      if (event.supportedCamelPhases() != null) {
        fields.readTag();
        SupportedCamelPhasesImpl phases = new SupportedCamelPhasesImpl();
        phases.decodeAll(fields);
        assertThat(phases.getPhase1Supported()).isEqualTo((event.supportedCamelPhases() & 1) != 0);
        assertThat(phases.getPhase4Supported()).isEqualTo((event.supportedCamelPhases() & 8) != 0);
      }
      fields.readTag();
      LocationInformationGPRSImpl gprs = new LocationInformationGPRSImpl();
      gprs.decodeAll(fields);
      assertThat(gprs.getAgeOfLocationInformation()).isEqualTo(event.locationGprs().ageMinutes());
      assertThat(gprs.getSGSNNumber().getAddress()).isEqualTo(event.sgsnNumber());
      RoutingArea area = event.locationGprs().routingArea();
      if (area == null) {
        assertThat(gprs.getRouteingAreaIdentity()).isNull();
      } else {
        byte[] octets = gprs.getRouteingAreaIdentity().getData();
        assertThat(octets).hasSize(6);
        assertThat(octets[5]).isEqualTo((byte) area.rac());
      }
    }
  }

  @Test
  void theStackReadsWhatTheGuardPasses() {
    Random random = new Random(20240613);
    RandomEvents events = new RandomEvents(random);
    List<byte[]> originals = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      byte[] invoke = TcapWriter.invoke(1, 89, NoteMmEventCodec.encode(events.nextWithNodes()));
      originals.add(TcapWriter.begin(random.nextInt(), "0.4.0.0.1.0.42.3", invoke));
      originals.add(TcapWriter.continuing(1, 2, "0.4.0.0.1.0.42.3", invoke));
      originals.add(TcapWriter.continuing(1, 2, null, TcapWriter.result(1, 71, new byte[] {5, 0})));
      originals.add(TcapWriter.end(2, "0.4.0.0.1.0.42.3", TcapWriter.error(1, 35)));
      originals.add(TcapWriter.end(2, null, TcapWriter.reject(1, 1, 2), TcapWriter.result(2)));
      originals.add(TcapWriter.userAbort(3));
      originals.add(TcapWriter.contextNotSupported(3, "0.4.0.0.1.0.42.3"));
      originals.add(TcapWriter.providerAbort(3, 2));
    }
    Map<String, Integer> outcomes = new TreeMap<>();
    Map<String, String> thrown = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      byte[] mutant = originals.get(random.nextInt(originals.size()));
      mutant = i % 2 == 0 ? Mutations.of(mutant, random) : Mutations.inPlace(mutant, random);
      AarqGuard.Verdict verdict = AarqGuard.check(mutant);
      outcomes.merge(verdict.getClass().getSimpleName(), 1, Integer::sum);
      if (verdict instanceof AarqGuard.Pass pass) {
        try {
          read(pass.message());
        } catch (Throwable e) {
          thrown.putIfAbsent(
              String.valueOf(e).replaceAll("[0-9]+", "#"),
              java.util.HexFormat.of().formatHex(pass.message()));
        }
      }
    }
    assertThat(thrown).isEmpty();
    assertThat(outcomes.get("Pass")).as(outcomes.toString()).isGreaterThan(30_000);
    assertThat(outcomes.get("Answer")).as(outcomes.toString()).isGreaterThan(10_000);
  }

  private static void read(byte[] message) throws Exception {
    AsnInputStream stream = new AsnInputStream(message);
    Component[] components;
    switch (stream.readTag()) {
      case 2 -> {
        TCBeginMessage begin = TcapFactory.createTCBeginMessage(stream);
        if (begin.getDialogPortion() != null) {
          ((DialogRequestAPDU) begin.getDialogPortion().getDialogAPDU())
              .getProtocolVersion()
              .isSupportedVersion();
        }
        components = begin.getComponent();
      }
      case 4 -> components = TcapFactory.createTCEndMessage(stream).getComponent();
      case 5 -> components = TcapFactory.createTCContinueMessage(stream).getComponent();
      case 7 -> {
        TcapFactory.createTCAbortMessage(stream);
        components = null;
      }
      default -> throw new IllegalStateException("message type");
    }
    for (Component component : components == null ? new Component[0] : components) {
      assertThat(component).isNotNull();
    }
  }
}
