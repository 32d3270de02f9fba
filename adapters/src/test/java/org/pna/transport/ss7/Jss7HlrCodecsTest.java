package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mobicents.protocols.asn.AsnInputStream;
import org.mobicents.protocols.asn.AsnOutputStream;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.map.SubscriptionResult;
import org.pna.transport.ss7.codec.InterrogationCodec;
import org.pna.transport.ss7.codec.RandomAnswers;
import org.pna.transport.ss7.codec.RandomEvents;
import org.pna.transport.ss7.codec.SubscriberDataModifiedCodec;
import org.pna.transport.ss7.codec.SubscriptionCodec;
import org.restcomm.protocols.ss7.map.api.primitives.AddressNature;
import org.restcomm.protocols.ss7.map.api.primitives.ISDNAddressString;
import org.restcomm.protocols.ss7.map.api.primitives.NumberingPlan;
import org.restcomm.protocols.ss7.map.api.primitives.SubscriberIdentity;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.AdditionalRequestedCAMELSubscriptionInfo;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.DomainType;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.NotReachableReason;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.PDPContextInfo;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.PSSubscriberStateChoice;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.RequestedCAMELSubscriptionInfo;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberInformation.SubscriberStateChoice;
import org.restcomm.protocols.ss7.map.api.service.mobility.subscriberManagement.MMCode;
import org.restcomm.protocols.ss7.map.primitives.ISDNAddressStringImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.AnyTimeInterrogationRequestImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.AnyTimeInterrogationResponseImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.AnyTimeSubscriptionInterrogationRequestImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.AnyTimeSubscriptionInterrogationResponseImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.CAMELSubscriptionInfoImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.PDPContextInfoImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.PSSubscriberStateImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.SubscriberInfoImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberInformation.SubscriberStateImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberManagement.MCSIImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberManagement.MGCSIImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberManagement.MMCodeImpl;
import org.restcomm.protocols.ss7.map.service.mobility.subscriberManagement.SpecificCSIWithdrawImpl;

/** jSS7 reads what we write to an HLR, and we read what it writes from one. */
class Jss7HlrCodecsTest {
  private static final String GSM_SCF = "491710000147";
  private static final List<SubscriberId> SUBSCRIBERS =
      List.of(new Imsi("262011234567890"), new Msisdn("491711234567"));

  private static AsnInputStream opened(byte[] octets) throws Exception {
    AsnInputStream stream = new AsnInputStream(octets);
    stream.readTag();
    return stream;
  }

  private static void assertNames(SubscriberIdentity identity, SubscriberId subscriber) {
    if (subscriber instanceof Imsi imsi) {
      assertThat(identity.getIMSI().getData()).isEqualTo(imsi.digits());
    } else {
      assertThat(identity.getMSISDN().getAddress()).isEqualTo(((Msisdn) subscriber).digits());
    }
  }

  @Test
  void readsAnInterrogation() throws Exception {
    for (SubscriberId subscriber : SUBSCRIBERS) {
      for (Domain domain : Domain.values()) {
        byte[] octets =
            InterrogationCodec.encodeRequest(
                new InterrogationCodec.Request(subscriber, domain, true, true, GSM_SCF));
        var request = new AnyTimeInterrogationRequestImpl();
        request.decodeAll(opened(octets));
        assertNames(request.getSubscriberIdentity(), subscriber);
        assertThat(request.getRequestedInfo().getLocationInformation()).isTrue();
        assertThat(request.getRequestedInfo().getSubscriberState()).isTrue();
        assertThat(request.getRequestedInfo().getRequestedDomain())
            .isEqualTo(domain == Domain.CS ? DomainType.csDomain : DomainType.psDomain);
        assertThat(request.getGsmSCFAddress().getAddress()).isEqualTo(GSM_SCF);
        AsnOutputStream again = new AsnOutputStream();
        request.encodeAll(again);
        assertThat(again.toByteArray()).isEqualTo(octets);
      }
    }
  }

  @Test
  void readsASubscriptionInterrogation() throws Exception {
    for (SubscriberId subscriber : SUBSCRIBERS) {
      byte[] octets =
          SubscriptionCodec.encodeRequest(
              new SubscriptionCodec.Request(subscriber, true, true, GSM_SCF));
      var request = new AnyTimeSubscriptionInterrogationRequestImpl();
      request.decodeAll(opened(octets));
      assertNames(request.getSubscriberIdentity(), subscriber);
      var requested = request.getRequestedSubscriptionInfo();
      assertThat(requested.getRequestedCAMELSubscriptionInfo())
          .isEqualTo(RequestedCAMELSubscriptionInfo.mCSI);
      assertThat(requested.getAdditionalRequestedCamelSubscriptionInfo())
          .isEqualTo(AdditionalRequestedCAMELSubscriptionInfo.mgCsi);
      assertThat(request.getGsmScfAddress().getAddress()).isEqualTo(GSM_SCF);
    }
  }

  @Test
  void readsResults() throws Exception {
    RandomAnswers answers = new RandomAnswers(new Random(21));
    for (int i = 0; i < 500; i++) {
      InterrogationResult expected = answers.interrogation();
      var response = new AnyTimeInterrogationResponseImpl();
      response.decodeAll(opened(InterrogationCodec.encodeResult(expected)));
      var info = response.getSubscriberInfo();
      var state = info.getSubscriberState();
      assertThat(
              state == null
                  ? null
                  : name(state.getSubscriberStateChoice().name(), state.getNotReachableReason()))
          .isEqualTo(name(expected.state()));
      var ps = info.getPSSubscriberState();
      assertThat(ps == null ? null : name(ps.getChoice().name(), ps.getNetDetNotReachable()))
          .isEqualTo(name(expected.psState()));
      if (expected.vlrNumber() != null) {
        assertThat(info.getLocationInformation().getVlrNumber().getAddress())
            .isEqualTo(expected.vlrNumber());
      }
      if (expected.sgsnNumber() != null) {
        assertThat(info.getLocationInformationGPRS().getSGSNNumber().getAddress())
            .isEqualTo(expected.sgsnNumber());
      }
      SubscriptionResult subscription = answers.subscription(false);
      var subscribed = new AnyTimeSubscriptionInterrogationResponseImpl();
      subscribed.decodeAll(opened(SubscriptionCodec.encodeResult(subscription)));
      assertThat(subscribed.getCamelSubscriptionInfo().getMCsi() == null)
          .isEqualTo(subscription.mobility() == null);
      Csi gprs = subscription.mobilityGprs();
      if (gprs != null) {
        var read = subscribed.getCamelSubscriptionInfo().getMgCsi();
        assertThat(read.getServiceKey()).isEqualTo(gprs.serviceKey());
        assertThat(read.getCsiActive()).isEqualTo(gprs.active());
        assertThat(read.getNotificationToCSE()).isEqualTo(gprs.notificationToCse());
        assertThat(read.getGsmSCFAddress().getAddress()).isEqualTo(gprs.gsmScfAddress());
        assertThat(read.getMobilityTriggers()).hasSize(gprs.triggers().size());
      }
    }
  }

  private static @Nullable String name(@Nullable SubscriberState state) {
    return state == null
        ? null
        : state.specName().replace("-", "")
            + (state.code().startsWith("n") ? state.code().substring(1) : "");
  }

  private static String name(String choice, @Nullable NotReachableReason reason) {
    return choice + (reason == null ? "" : reason.getCode());
  }

  @ParameterizedTest
  @EnumSource(SubscriberStateChoice.class)
  void itsCircuitSwitchedStatesAreRead(SubscriberStateChoice choice) throws Exception {
    for (NotReachableReason reason : reasons(choice == SubscriberStateChoice.netDetNotReachable)) {
      InterrogationResult result =
          read(
              new SubscriberInfoImpl(
                  null,
                  new SubscriberStateImpl(choice, reason),
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null));
      assertThat(name(result.state())).isEqualTo(name(choice.name(), reason));
    }
  }

  @ParameterizedTest
  @EnumSource(PSSubscriberStateChoice.class)
  void itsPacketSwitchedStatesAreRead(PSSubscriberStateChoice choice) throws Exception {
    boolean isList = choice.name().startsWith("psPDP");
    for (NotReachableReason reason :
        reasons(choice == PSSubscriberStateChoice.netDetNotReachable)) {
      InterrogationResult result =
          read(
              new SubscriberInfoImpl(
                  null,
                  null,
                  null,
                  null,
                  new PSSubscriberStateImpl(choice, reason, isList ? contexts() : null),
                  null,
                  null,
                  null,
                  null));
      assertThat(name(result.psState())).isEqualTo(name(choice.name(), reason));
    }
  }

  private static ArrayList<PDPContextInfo> contexts() throws Exception {
    PDPContextInfoImpl context = new PDPContextInfoImpl();
    context.decodeAll(opened(new byte[] {0x30, 5, (byte) 0x80, 1, 5, (byte) 0x81, 0}));
    return new ArrayList<>(List.of(context, context));
  }

  private static List<@Nullable NotReachableReason> reasons(boolean hasReason) {
    List<@Nullable NotReachableReason> reasons = new ArrayList<>();
    if (hasReason) {
      reasons.addAll(List.of(NotReachableReason.values()));
    } else {
      reasons.add(null);
    }
    return reasons;
  }

  private static InterrogationResult read(SubscriberInfoImpl info) throws Exception {
    AsnOutputStream octets = new AsnOutputStream();
    new AnyTimeInterrogationResponseImpl(info, null).encodeAll(octets);
    byte[] result = octets.toByteArray();
    return InterrogationCodec.result(
        result,
        0,
        result.length,
        RandomEvents.ORIGIN,
        RandomEvents.FINGERPRINT,
        RandomEvents.CALLING,
        RandomAnswers.subscriber(),
        Instant.EPOCH,
        null);
  }

  @Test
  void readsWhatWasWithdrawn() throws Exception {
    for (boolean mobility : new boolean[] {true, false}) {
      byte[] octets =
          SubscriberDataModifiedCodec.encode(
              new SubscriberDataModified(
                  RandomEvents.ORIGIN,
                  RandomEvents.FINGERPRINT,
                  RandomEvents.CALLING,
                  new Imsi("262011234567890"),
                  new Msisdn("491711234567"),
                  null,
                  null,
                  mobility,
                  !mobility));
      AsnInputStream list = opened(Arrays.copyOfRange(octets, octets.length - 5, octets.length));
      var withdrawn = new SpecificCSIWithdrawImpl();
      withdrawn.decodeAll(list);
      assertThat(withdrawn.getMCsi()).isEqualTo(mobility);
      assertThat(withdrawn.getMgCsi()).isEqualTo(!mobility);
      assertThat(withdrawn.getGprsCsi()).isFalse();
    }
  }

  @Test
  void itsCsiAreRead() throws Exception {
    for (boolean active : new boolean[] {true, false}) {
      ISDNAddressString scf =
          new ISDNAddressStringImpl(
              AddressNature.international_number, NumberingPlan.ISDN, GSM_SCF);
      ArrayList<MMCode> cs = codes("IMSIAttach", "LocationUpdateInSameVLR");
      ArrayList<MMCode> ps = codes("GPRSAttach");
      var info =
          new CAMELSubscriptionInfoImpl(
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              false,
              false,
              null,
              null,
              null,
              new MCSIImpl(cs, 7, scf, null, !active, active),
              null,
              null,
              null,
              null,
              new MGCSIImpl(ps, 8, scf, null, active, active),
              null,
              null,
              null,
              null,
              null);
      AsnOutputStream octets = new AsnOutputStream();
      new AnyTimeSubscriptionInterrogationResponseImpl(
              null, null, null, info, null, null, null, null, null, null, null, null, null, null,
              null, null)
          .encodeAll(octets);
      byte[] result = octets.toByteArray();
      SubscriptionResult read =
          SubscriptionCodec.result(
              result,
              0,
              result.length,
              RandomEvents.ORIGIN,
              RandomEvents.FINGERPRINT,
              RandomEvents.CALLING,
              RandomAnswers.subscriber(),
              Instant.EPOCH);
      assertThat(read.mobility()).isEqualTo(new Csi(List.of(2, 0), 7, GSM_SCF, !active, active));
      assertThat(read.mobilityGprs()).isEqualTo(new Csi(List.of(0x83), 8, GSM_SCF, active, active));
    }
  }

  private static ArrayList<MMCode> codes(String... names) {
    ArrayList<MMCode> codes = new ArrayList<>();
    Stream.of(names)
        .map(
            org.restcomm.protocols.ss7.map.api.service.mobility.subscriberManagement.MMCodeValue
                ::valueOf)
        .forEach(value -> codes.add(new MMCodeImpl(value)));
    return codes;
  }
}
