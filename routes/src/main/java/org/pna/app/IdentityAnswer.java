package org.pna.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.app.print.PlainText;
import org.pna.app.print.UtcTime;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.routes.DirectoryRow;
import org.pna.routes.DirectoryTable;
import org.pna.routes.Identification;
import org.pna.routes.IdentityIndex;
import org.pna.routes.LearnedName;
import org.pna.routes.UnknownSubscribers;

/**
 * Answers {@code why} of a running gateway asked by any name: an IMSI, a number, a public or
 * private identity; and adds by which names the presentity is known, since when, and who says so.
 * Any thread.
 */
final class IdentityAnswer {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Pattern DIGITS = Pattern.compile("[0-9]{5,15}");

  /** By which a presentity is known; of a name of the file the line, of a learned one the rest. */
  private record Known(SubscriberId name, int line, @Nullable LearnedName learned) {
    @Override
    public String toString() {
      return "Known";
    }
  }

  private final Function<ControlRequest.Why, Answer> why;
  private final IdentityIndex identities;

  /**
   * @param why answers by presentity
   */
  IdentityAnswer(Function<ControlRequest.Why, Answer> why, IdentityIndex identities) {
    this.why = why;
    this.identities = identities;
  }

  /** The explanation, then the names. */
  Answer answer(ControlRequest.Why request) {
    String presentity = presentity(request.presentity());
    if (presentity == null) {
      return why.apply(request);
    }
    Answer answer = why.apply(new ControlRequest.Why(presentity, request.at(), request.format()));
    if (answer.status() != Reply.Status.OK) {
      return answer;
    }
    String names =
        request.format() == Format.JSON
            ? json(presentity, known(presentity))
            : text(known(presentity));
    return new Answer(
        Reply.Status.OK,
        out -> {
          answer.body().writeTo(out);
          out.write(names);
        });
  }

  private @Nullable String presentity(String asked) {
    for (SubscriberId name : names(asked)) {
      if (identities.identify(List.of(name)) instanceof Identification.Known known) {
        return known.presentity();
      }
    }
    return null;
  }

  private static List<SubscriberId> names(String asked) {
    if (asked.indexOf(':') >= 0) {
      return List.of(new PublicIdentity(asked));
    } else if (DIGITS.matcher(asked).matches()) {
      return List.of(new Imsi(asked), new Msisdn(asked));
    }
    Msisdn number = Msisdn.of(asked);
    Nai nai = Nai.of(asked);
    return number != null ? List.of(number) : nai != null ? List.of(nai) : List.of();
  }

  private List<Known> known(String presentity) {
    DirectoryTable table = identities.table();
    List<SubscriberId> names = new ArrayList<>();
    for (DirectoryRow row : table.rows(presentity)) {
      String imsi = row.imsi();
      String msisdn = row.msisdn();
      if (imsi != null) {
        names.add(new Imsi(imsi));
      }
      if (msisdn != null) {
        names.add(new Msisdn(msisdn));
      }
      names.addAll(row.others());
    }
    List<Known> known = new ArrayList<>();
    for (SubscriberId name : names) {
      if (presentity.equals(table.presentity(name))) {
        known.add(new Known(name, table.line(name), null));
      }
    }
    identities.learned(presentity).forEach((name, one) -> known.add(new Known(name, 0, one)));
    return known;
  }

  private static String text(List<Known> names) {
    List<List<String>> rows = new ArrayList<>();
    for (Known one : names) {
      LearnedName learned = one.learned();
      String by =
          learned == null
              ? "by line " + one.line() + " of the subscribers' file"
              : "learned by "
                  + learned.source()
                  + " since "
                  + UtcTime.text(learned.since())
                  + ", until "
                  + UtcTime.text(learned.until());
      rows.add(
          List.of(UnknownSubscribers.kind(one.name()), UnknownSubscribers.name(one.name()), by));
    }
    return new PlainText().line("").line("known by").columns("  ", rows).toString();
  }

  private static String json(String presentity, List<Known> names) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("names-of", presentity);
      json.writeArrayFieldStart("names");
      for (Known one : names) {
        json.writeStartObject();
        json.writeStringField(
            UnknownSubscribers.kind(one.name()), UnknownSubscribers.name(one.name()));
        LearnedName learned = one.learned();
        if (learned == null) {
          json.writeNumberField("line", one.line());
        } else {
          json.writeStringField("source", learned.source());
          json.writeStringField("since", UtcTime.text(learned.since()));
          json.writeStringField("until", UtcTime.text(learned.until()));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes all that is written", e);
    }
    return line.toString();
  }
}
