package org.pna.transport.ss7;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.cap.GprsEventType;
import org.pna.model.message.cap.GprsSetup;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.sccp.message.ParseException;

/** What the messages of a relationship say after its InitialDPGPRS. */
final class SessionEvents {
  private static final int ACTIVITY_TEST_GPRS = 70;
  private static final int ENTITY_RELEASED_GPRS = 76;
  private static final int EVENT_REPORT_GPRS = 80;

  private final CapSide side;
  private final SessionReader reader;
  private final Consumer<TrackedSession> stranger;

  /**
   * @param stranger told of a relationship that is nobody's of ours
   */
  SessionEvents(CapSide side, SessionReader reader, Consumer<TrackedSession> stranger) {
    this.side = side;
    this.reader = reader;
    this.stranger = stranger;
  }

  /** Whether it waits for a result, whatever becomes of it. */
  static boolean isConfirmed(Component component) {
    return CapMessage.isInvoke(component, EVENT_REPORT_GPRS)
        || CapMessage.isInvoke(component, ENTITY_RELEASED_GPRS)
        || CapMessage.isInvoke(component, ACTIVITY_TEST_GPRS);
  }

  /** What the components of a message come to. */
  static final class Heard {
    private final List<byte[]> results = new ArrayList<>(1);
    private @Nullable String ended;
    private boolean isFirst;

    boolean isEmpty() {
      return results.isEmpty();
    }

    /** The event that ended the relationship, or null. */
    @Nullable String ended() {
      return ended;
    }

    /** Whether it was that event that ended it, and none before. */
    boolean isFirst() {
      return isFirst;
    }

    /** What to answer. */
    byte[][] components() {
      return results.toArray(new byte[0][]);
    }
  }

  /** Tells what a message says of a relationship. */
  Heard hear(CapMessage message, TrackedSession session) {
    Heard heard = new Heard();
    for (Component component : message.tcap().components()) {
      switch (component.kind()) {
        case INVOKE -> {
          if (isConfirmed(component)) {
            heard.results.add(TcapWriter.result(component.invokeId()));
          }
          report(message, session, component, heard);
        }
        case RETURN_ERROR, REJECT -> side.meters().rejected("our-invoke");
        default -> {}
      }
    }
    return heard;
  }

  private void report(CapMessage message, TrackedSession session, Component invoke, Heard heard) {
    boolean isRelease = CapMessage.isInvoke(invoke, ENTITY_RELEASED_GPRS);
    if (!isRelease && !CapMessage.isInvoke(invoke, EVENT_REPORT_GPRS)) {
      if (!isConfirmed(invoke)) {
        side.meters().rejected("operation");
      }
      return;
    }
    side.meters().received(isRelease ? "entityReleasedGPRS" : "eventReportGPRS");
    try {
      GprsEvent event =
          isRelease
              ? reader.entityReleased(message, invoke, session)
              : reader.eventReport(message, invoke, session);
      boolean isEnd = ends(event);
      if (isEnd) {
        heard.ended = isRelease ? "entityReleasedGPRS" : name(event);
        heard.isFirst |= side.table().end(session);
      } else if (event.gprsEvent() == GprsEventType.PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT
          && event.pdpId() != null
          && isSession(event.setup())) {
        heard.results.add(SessionReports.ofContext(session.nextInvokeId(), event.pdpId()));
      }
      side.user()
          .accept(
              event,
              () -> stranger.accept(session),
              isSafe -> {
                if (isEnd) {
                  side.over(session, isSafe);
                }
              });
    } catch (MalformedMessageException e) {
      side.meters().malformed(e.where());
      missed(session, "malformed");
    } catch (ParseException | RuntimeException e) {
      side.meters().failed("decoder", e);
      missed(session, "failed");
    }
  }

  private static String name(GprsEvent event) {
    GprsEventType type = event.gprsEvent();
    return type == null ? "unknown" : type.specName();
  }

  /** Whether the relationship is over: a detach, or the end of its only PDP context. */
  private static boolean ends(GprsEvent event) {
    boolean ofSession = isSession(event.setup());
    return event.operation() == GprsEvent.Operation.ENTITY_RELEASED_GPRS
        ? !ofSession || event.pdpId() == null
        : event.gprsEvent() == GprsEventType.DETACHED
            || (event.gprsEvent() == GprsEventType.DISCONNECT && !ofSession);
  }

  private static boolean isSession(GprsSetup setup) {
    return setup.event() == GprsEventType.ATTACH.value()
        || setup.event() == GprsEventType.ATTACH_CHANGE_OF_POSITION.value();
  }

  private void missed(TrackedSession session, String reason) {
    GprsEvent about = reader.lost(session, side.clock().instant());
    if (about != null) {
      side.user().missed(about, reason);
    }
  }
}
