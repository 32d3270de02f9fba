package org.pna.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.app.print.PlainText;
import org.pna.app.print.UtcTime;
import org.pna.app.why.WhyAnswer;
import org.pna.routes.AddressHolder;
import org.pna.routes.SessionIndex;

/**
 * Answers {@code why} of a running gateway: where it is asked of an IP address, says first whose it
 * was, and then why of each of them. Any thread.
 */
final class AddressAnswer {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final WhyAnswer why;
  private final SessionIndex sessions;
  private final InstantSource clock;

  AddressAnswer(WhyAnswer why, SessionIndex sessions, InstantSource clock) {
    this.why = why;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** The explanation; absent when nobody is known to have had the address at that time. */
  Answer answer(ControlRequest.Why request) {
    Instant at = request.at();
    String address = request.presentity();
    List<AddressHolder> holders = sessions.whose(address, at == null ? clock.instant() : at);
    if (holders == null) {
      return why.answer(request);
    }
    if (holders.isEmpty()) {
      return Answer.of(
          Reply.Status.ABSENT,
          "nobody is known to have that address then; of a session that is over it is known for"
              + " 24 hours, and of a SIM's last 8 alone");
    }
    return new Answer(
        Reply.Status.OK,
        out -> {
          for (AddressHolder holder : holders) {
            boolean json = request.format() == Format.JSON;
            out.write(json ? json(address, holder) : text(address, holder));
            Answer more =
                why.answer(new ControlRequest.Why(holder.presentity(), at, request.format()));
            if (more.status() == Reply.Status.OK) {
              more.body().writeTo(out);
            }
          }
        });
  }

  private static String text(String address, AddressHolder holder) {
    Instant until = holder.until();
    String end = until == null ? "" : " until " + UtcTime.text(until);
    return new PlainText()
        .line(
            "address    "
                + address
                + " of "
                + holder.presentity()
                + " since "
                + UtcTime.text(holder.since())
                + end)
        .toString();
  }

  private static String json(String address, AddressHolder holder) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("address", address);
      json.writeStringField("presentity", holder.presentity());
      json.writeStringField("since", UtcTime.text(holder.since()));
      Instant until = holder.until();
      if (until != null) {
        json.writeStringField("until", UtcTime.text(until));
      }
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes all that is written", e);
    }
    return line.toString();
  }
}
