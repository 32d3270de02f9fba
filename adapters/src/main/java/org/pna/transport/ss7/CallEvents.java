package org.pna.transport.ss7;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.CallEvent;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.sccp.message.ParseException;

/** What the messages of a call's dialogue say after its InitialDP. */
final class CallEvents {
  /** Invoke id of our ActivityTests, whose refusal too is a sign of life. */
  static final int TEST_ID = 3;

  private static final int EVENT_REPORT_BCSM = 24;
  private static final int ACTIVITY_TEST = 55;
  private static final int ENTITY_RELEASED = 96;

  private final CapSide side;
  private final CallReader reader;
  private final Consumer<TrackedCall> stranger;

  /**
   * @param stranger told of a call that is nobody's of ours
   */
  CallEvents(CapSide side, CallReader reader, Consumer<TrackedCall> stranger) {
    this.side = side;
    this.reader = reader;
    this.stranger = stranger;
  }

  /** What the components of a message come to. */
  static final class Heard {
    private final List<byte[]> results = new ArrayList<>(1);
    private @Nullable String ended;
    private boolean isFirst;
    private boolean isRefused;

    /** Results of its invokes. */
    List<byte[]> results() {
      return results;
    }

    /** The event that ended the call, or null. */
    @Nullable String ended() {
      return ended;
    }

    /** Whether it was that event that ended it, and none before. */
    boolean isFirst() {
      return isFirst;
    }

    /** Whether the peer did not take what we asked for. */
    boolean isRefused() {
      return isRefused;
    }
  }

  /** Tells what a message says of a call. */
  Heard hear(CapMessage message, TrackedCall call) {
    Heard heard = new Heard();
    for (Component component : message.tcap().components()) {
      switch (component.kind()) {
        case INVOKE -> invoked(message, call, component, heard);
        case RETURN_ERROR, REJECT -> {
          side.meters().rejected("our-invoke");
          heard.isRefused |= component.invokeId() != TEST_ID;
        }
        default -> {}
      }
    }
    return heard;
  }

  private void invoked(CapMessage message, TrackedCall call, Component invoke, Heard heard) {
    switch (invoke.code()) {
      case ACTIVITY_TEST -> heard.results.add(TcapWriter.result(invoke.invokeId()));
      case EVENT_REPORT_BCSM, ENTITY_RELEASED -> report(message, call, invoke, heard);
      default -> side.meters().rejected("operation");
    }
  }

  private void report(CapMessage message, TrackedCall call, Component invoke, Heard heard) {
    boolean isRelease = invoke.code() == ENTITY_RELEASED;
    side.meters().received(isRelease ? "entityReleased" : "eventReportBCSM");
    if (isRelease) {
      ends(call, "entityReleased", heard);
    }
    try {
      CallEvent event =
          isRelease
              ? reader.entityReleased(message, invoke, call)
              : reader.eventReport(message, invoke, call);
      BcsmEvent told = event.bcsmEvent();
      boolean isEnd = isRelease || (told != null && endsCall(told));
      if (told != null && isEnd) {
        ends(call, told.specName(), heard);
      }
      side.user()
          .accept(
              event,
              () -> stranger.accept(call),
              isSafe -> {
                if (isEnd) {
                  side.over(call, isSafe);
                }
              });
    } catch (MalformedMessageException e) {
      side.meters().malformed(e.where());
      missed(call, isRelease, "malformed");
    } catch (ParseException | RuntimeException e) {
      side.meters().failed("decoder", e);
      missed(call, isRelease, "failed");
    }
  }

  private static boolean endsCall(BcsmEvent event) {
    return switch (event) {
      case ROUTE_SELECT_FAILURE,
          O_CALLED_PARTY_BUSY,
          O_NO_ANSWER,
          O_DISCONNECT,
          O_ABANDON,
          T_BUSY,
          T_NO_ANSWER,
          T_DISCONNECT,
          T_ABANDON ->
          true;
      default -> false;
    };
  }

  private void ends(TrackedCall call, String event, Heard heard) {
    heard.ended = event;
    heard.isFirst |= side.table().end(call);
  }

  private void missed(TrackedCall call, boolean isEnd, String reason) {
    CallEvent about = reader.lost(call, side.clock().instant());
    if (about != null) {
      side.user().missed(about, reason);
    }
    if (isEnd) {
      side.over(call, false);
    }
  }
}
