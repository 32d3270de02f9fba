package org.pna.publisher.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipEndpoint;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipRequestListener;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipResponseListener;
import org.pna.model.sip.SipServerTransaction;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;

/** A SIP stack without a network: the test is the watcher. */
final class FakeEndpoint implements SipEndpoint {
  static final SipSocket SOCKET = new SipSocket(SipTransport.UDP, "192.0.2.1", 5060);

  /** A NOTIFY that waits for its answer. */
  record Sent(SipRequest request, SipResponseListener listener) {
    String header(String name) {
      return request.headers().first(name).orElse("");
    }

    void answer(int status, String... headers) {
      listener.answered(new SipResponse(status, "x", SipHeaders.of(headers)));
    }
  }

  final Deque<Sent> sent = new ArrayDeque<>();
  private @Nullable SipRequestListener listener;

  @Override
  public void start(SipRequestListener listener) {
    this.listener = listener;
  }

  @Override
  public void send(SipRequest request, SipResponseListener listener) {
    if (this.listener == null) {
      listener.failed(SipResponseListener.Failure.TRANSPORT);
      return;
    }
    sent.add(new Sent(request, listener));
  }

  /** Sends a request to the server; gives its answer. */
  SipResponse ask(SipRequest request) {
    List<SipResponse> answers = tell(request);
    assertThat(answers).hasSize(1);
    return answers.get(0);
  }

  /** Sends a request to the server; its answer will stand in that list. */
  List<SipResponse> tell(SipRequest request) {
    List<SipResponse> answers = new ArrayList<>();
    listener.received(
        new SipServerTransaction() {
          @Override
          public SipRequest request() {
            return request;
          }

          @Override
          public void respond(SipResponse response) {
            answers.add(response);
          }
        });
    return answers;
  }

  /** The one NOTIFY that waits. */
  Sent next() {
    assertThat(sent).hasSize(1);
    return sent.remove();
  }

  /** A SUBSCRIBE as it comes. */
  static SipRequest subscribe(String user, String callId, int expires) {
    return subscribe(user, callId, expires, 1, "");
  }

  static SipRequest subscribe(String user, String callId, int expires, int cseq, String toTag) {
    return new SipRequest(
        "SUBSCRIBE",
        "sip:" + user + "@pna.test",
        SipHeaders.of(
            "From",
            "<sip:watcher@pna.test>;tag=w",
            "To",
            "<sip:" + user + "@pna.test>" + toTag,
            "Call-ID",
            callId,
            "CSeq",
            cseq + " SUBSCRIBE",
            "Contact",
            "<sip:w@192.0.2.2>",
            "Event",
            "presence",
            "Expires",
            String.valueOf(expires)),
        new byte[0],
        SOCKET);
  }

  @Override
  public List<SipSocket> sockets() {
    return List.of(SOCKET);
  }

  @Override
  public void close() {}
}
