package org.pna.transport.ss7.codec;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of operations as their specifications write them: TS 29.002 (MAP) and TS 29.078 (CAP). */
public final class MapOperation {
  private static final String[] MAP = names(map());
  private static final String[] CAP = names(cap());

  private MapOperation() {}

  /**
   * The name of an operation.
   *
   * @param applicationContext of the dialogue, dotted; null when it has none, which means MAP
   *     version 1
   * @param operation local operation code
   * @return {@code unknown-CODE} for a code without a name
   */
  public static String of(@Nullable String applicationContext, int operation) {
    String[] names = isCap(applicationContext) ? CAP : MAP;
    return operation >= 0 && operation < names.length ? names[operation] : "unknown-" + operation;
  }

  /**
   * Whether a context is one of CAP's: 0.4.0.0.1.0.50 to 52 in versions 1 and 2, 0.4.0.0.1.21 to 23
   * in versions 3 and 4.
   */
  public static boolean isCap(@Nullable String applicationContext) {
    return applicationContext != null
        && (applicationContext.startsWith("0.4.0.0.1.2")
            || applicationContext.startsWith("0.4.0.0.1.0.50.")
            || applicationContext.startsWith("0.4.0.0.1.0.51.")
            || applicationContext.startsWith("0.4.0.0.1.0.52."));
  }

  private static String[] names(Map<Integer, String> known) {
    String[] names = new String[128];
    for (int i = 0; i < names.length; i++) {
      names[i] = known.getOrDefault(i, "unknown-" + i);
    }
    return names;
  }

  private static Map<Integer, String> map() {
    Map<Integer, String> names = new HashMap<>();
    names.put(2, "updateLocation");
    names.put(3, "cancelLocation");
    names.put(4, "provideRoamingNumber");
    names.put(5, "noteSubscriberDataModified");
    names.put(6, "resumeCallHandling");
    names.put(7, "insertSubscriberData");
    names.put(8, "deleteSubscriberData");
    names.put(9, "sendParameters");
    names.put(10, "registerSS");
    names.put(11, "eraseSS");
    names.put(12, "activateSS");
    names.put(13, "deactivateSS");
    names.put(14, "interrogateSS");
    names.put(15, "authenticationFailureReport");
    names.put(16, "notifySS");
    names.put(17, "registerPassword");
    names.put(18, "getPassword");
    names.put(19, "processUnstructuredSS-Data");
    names.put(20, "releaseResources");
    names.put(21, "mt-ForwardSM-VGCS");
    names.put(22, "sendRoutingInfo");
    names.put(23, "updateGprsLocation");
    names.put(24, "sendRoutingInfoForGprs");
    names.put(25, "failureReport");
    names.put(26, "noteMsPresentForGprs");
    names.put(28, "performHandover");
    names.put(29, "sendEndSignal");
    names.put(30, "performSubsequentHandover");
    names.put(31, "provideSIWFSNumber");
    names.put(32, "sIWFSSignallingModify");
    names.put(33, "processAccessSignalling");
    names.put(34, "forwardAccessSignalling");
    names.put(35, "noteInternalHandover");
    names.put(36, "cancelVcsgLocation");
    names.put(37, "reset");
    names.put(38, "forwardCheckSS");
    names.put(39, "prepareGroupCall");
    names.put(40, "sendGroupCallEndSignal");
    names.put(41, "processGroupCallSignalling");
    names.put(42, "forwardGroupCallSignalling");
    names.put(43, "checkIMEI");
    names.put(44, "mt-forwardSM");
    names.put(45, "sendRoutingInfoForSM");
    names.put(46, "mo-forwardSM");
    names.put(47, "reportSM-DeliveryStatus");
    names.put(48, "noteSubscriberPresent");
    names.put(49, "alertServiceCentreWithoutResult");
    names.put(50, "activateTraceMode");
    names.put(51, "deactivateTraceMode");
    names.put(52, "traceSubscriberActivity");
    names.put(53, "updateVcsgLocation");
    names.put(54, "beginSubscriberActivity");
    names.put(55, "sendIdentification");
    names.put(56, "sendAuthenticationInfo");
    names.put(57, "restoreData");
    names.put(58, "sendIMSI");
    names.put(59, "processUnstructuredSS-Request");
    names.put(60, "unstructuredSS-Request");
    names.put(61, "unstructuredSS-Notify");
    names.put(62, "anyTimeSubscriptionInterrogation");
    names.put(63, "informServiceCentre");
    names.put(64, "alertServiceCentre");
    names.put(65, "anyTimeModification");
    names.put(66, "readyForSM");
    names.put(67, "purgeMS");
    names.put(68, "prepareHandover");
    names.put(69, "prepareSubsequentHandover");
    names.put(70, "provideSubscriberInfo");
    names.put(71, "anyTimeInterrogation");
    names.put(72, "ss-InvocationNotification");
    names.put(73, "setReportingState");
    names.put(74, "statusReport");
    names.put(75, "remoteUserFree");
    names.put(76, "registerCC-Entry");
    names.put(77, "eraseCC-Entry");
    names.put(78, "secureTransportClass1");
    names.put(79, "secureTransportClass2");
    names.put(80, "secureTransportClass3");
    names.put(81, "secureTransportClass4");
    names.put(83, "provideSubscriberLocation");
    names.put(84, "sendGroupCallInfo");
    names.put(85, "sendRoutingInfoForLCS");
    names.put(86, "subscriberLocationReport");
    names.put(87, "ist-Alert");
    names.put(88, "ist-Command");
    names.put(89, "noteMM-Event");
    names.put(109, "lcs-PeriodicLocationCancellation");
    names.put(110, "lcs-LocationUpdate");
    names.put(111, "lcs-PeriodicLocationRequest");
    names.put(112, "lcs-AreaEventCancellation");
    names.put(113, "lcs-AreaEventReport");
    names.put(114, "lcs-AreaEventRequest");
    names.put(115, "lcs-MOLR");
    names.put(116, "lcs-LocationNotification");
    names.put(117, "callDeflection");
    names.put(118, "userUserService");
    names.put(119, "accessRegisterCCEntry");
    names.put(120, "forwardCUG-Info");
    names.put(121, "splitMPTY");
    names.put(122, "retrieveMPTY");
    names.put(123, "holdMPTY");
    names.put(124, "buildMPTY");
    names.put(125, "forwardChargeAdvice");
    names.put(126, "explicitCT");
    return names;
  }

  private static Map<Integer, String> cap() {
    Map<Integer, String> names = new HashMap<>();
    names.put(0, "initialDP");
    names.put(16, "assistRequestInstructions");
    names.put(17, "establishTemporaryConnection");
    names.put(18, "disconnectForwardConnection");
    names.put(19, "connectToResource");
    names.put(20, "connect");
    names.put(22, "releaseCall");
    names.put(23, "requestReportBCSMEvent");
    names.put(24, "eventReportBCSM");
    names.put(27, "collectInformation");
    names.put(31, "continue");
    names.put(32, "initiateCallAttempt");
    names.put(33, "resetTimer");
    names.put(34, "furnishChargingInformation");
    names.put(35, "applyCharging");
    names.put(36, "applyChargingReport");
    names.put(41, "callGap");
    names.put(44, "callInformationReport");
    names.put(45, "callInformationRequest");
    names.put(46, "sendChargingInformation");
    names.put(47, "playAnnouncement");
    names.put(48, "promptAndCollectUserInformation");
    names.put(49, "specializedResourceReport");
    names.put(53, "cancel");
    names.put(55, "activityTest");
    names.put(60, "initialDPSMS");
    names.put(61, "furnishChargingInformationSMS");
    names.put(62, "connectSMS");
    names.put(63, "requestReportSMSEvent");
    names.put(64, "eventReportSMS");
    names.put(65, "continueSMS");
    names.put(66, "releaseSMS");
    names.put(67, "resetTimerSMS");
    names.put(70, "activityTestGPRS");
    names.put(71, "applyChargingGPRS");
    names.put(72, "applyChargingReportGPRS");
    names.put(73, "cancelGPRS");
    names.put(74, "connectGPRS");
    names.put(75, "continueGPRS");
    names.put(76, "entityReleasedGPRS");
    names.put(77, "furnishChargingInformationGPRS");
    names.put(78, "initialDPGPRS");
    names.put(79, "releaseGPRS");
    names.put(80, "eventReportGPRS");
    names.put(81, "requestReportGPRSEvent");
    names.put(82, "resetTimerGPRS");
    names.put(83, "sendChargingInformationGPRS");
    names.put(86, "disconnectForwardConnectionWithArgument");
    names.put(88, "continueWithArgument");
    names.put(90, "disconnectLeg");
    names.put(93, "moveLeg");
    names.put(95, "splitLeg");
    names.put(96, "entityReleased");
    names.put(97, "playTone");
    return names;
  }
}
