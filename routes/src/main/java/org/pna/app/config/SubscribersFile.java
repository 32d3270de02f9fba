package org.pna.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.NamesSeen.Outcome;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;

/**
 * The subscribers' file: CSV in UTF-8 with the header {@code imsi,msisdn,presentity,identities}.
 * Several rows may name one presentity. Where two rows give one name to different presentities the
 * later counts, with a warning.
 */
public final class SubscribersFile {
  private static final Pattern PRESENTITY = Pattern.compile("(?i:sips?|pres|tel):[^\\s<>\"]+");
  private static final Pattern IDENTITY = Pattern.compile("(?i:sips?|tel):[^\\s<>\"]+");
  private static final Pattern NAI = Pattern.compile("[^@:/\\s<>\"]+@[^@:/\\s<>\"]+");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final String ROW_FIX = "write imsi,msisdn,presentity,identities";

  private final Consumer<SubscriberRow> rows;
  private final Faults faults;
  private final NamesSeen seen = new NamesSeen();
  private @Nullable SubscriberColumns columns;

  private SubscribersFile(Consumer<SubscriberRow> rows, Faults faults) {
    this.rows = rows;
    this.faults = faults;
  }

  /**
   * Reads the file as a stream and hands on each row that is right, in the file's order. No fault
   * tells a name, only the line.
   *
   * @param rows takes each row once; nothing is kept of it here but hashes of its names
   * @return every fault, in the order of the lines (at most a thousand, then how many more); empty:
   *     the file is right
   */
  public static List<Fault> read(Path file, Consumer<SubscriberRow> rows) {
    Faults faults = new Faults(file.toString());
    try (InputStream in = Files.newInputStream(file)) {
      new SubscribersFile(rows, faults).read(new Utf8Lines(in));
    } catch (IOException unreadable) {
      boolean isThere = Files.exists(file);
      faults.fault(
          0,
          "",
          isThere ? "cannot be read" : "does not exist",
          isThere ? "name a file that the gateway's user may read" : "name an existing file");
    }
    return faults.inOrder();
  }

  private void read(Utf8Lines lines) throws IOException {
    while (lines.advance()) {
      String text = lines.isTooLong() ? "" : lines.text();
      if (lines.isTooLong()) {
        faults.fault(lines.number(), "", "the line is longer than 64 KiB", ROW_FIX);
      } else if (text == null) {
        faults.fault(lines.number(), "", "the line is not UTF-8", "save the file as UTF-8");
      } else if (!text.isBlank() && !text.startsWith("#") && !line(lines.number(), text)) {
        return;
      }
    }
    if (columns == null) {
      faults.fault(0, "", "has no header", "begin with imsi,msisdn,presentity,identities");
    }
  }

  /** False when there is no sense in reading on. */
  private boolean line(int number, String text) {
    Optional<List<String>> fields = Csv.fields(text);
    if (fields.isEmpty()) {
      faults.fault(
          number,
          "",
          "a quotation mark is out of place",
          "write \"a field\", a mark inside as \"\"");
    } else if (columns == null) {
      columns = SubscriberColumns.of(fields.get(), number, faults);
    } else {
      row(number, fields.get(), columns);
    }
    return columns != null;
  }

  private void row(int line, List<String> fields, SubscriberColumns columns) {
    int before = faults.fatal();
    if (fields.size() > columns.count()) {
      faults.fault(
          line,
          "",
          fields.size() + " fields, but the header has " + columns.count(),
          "separate identities by blanks, put a comma in quotes");
      return;
    }
    String imsi = digits(line, "imsi", columns.imsi(fields), 5);
    String msisdn = digits(line, "msisdn", columns.msisdn(fields), 1);
    String presentity = columns.presentity(fields);
    List<PublicIdentity> identities = new ArrayList<>();
    List<Nai> nais = new ArrayList<>();
    identities(line, columns.identities(fields), identities, nais);
    if (presentity.isEmpty()) {
      faults.fault(line, "presentity", "is missing", "write a URI such as sip:ann@pna.test");
    } else if (!PRESENTITY.matcher(presentity).matches()) {
      faults.fault(line, "presentity", "is no URI", "begin with sip:, sips:, pres: or tel:");
    }
    boolean names =
        !imsi.isEmpty() || !msisdn.isEmpty() || !identities.isEmpty() || !nais.isEmpty();
    if (!names && faults.fatal() == before) {
      faults.fault(line, "", "names nobody", "write an imsi, a msisdn or identities");
    }
    if (faults.fatal() == before) {
      SubscriberRow row =
          new SubscriberRow(
              line,
              imsi.isEmpty() ? null : new Imsi(imsi),
              msisdn.isEmpty() ? null : new Msisdn(msisdn),
              presentity,
              identities,
              nais);
      compare(row);
      rows.accept(row);
    }
  }

  private String digits(int line, String column, String text, int least) {
    boolean isRight = text.isEmpty() || (text.length() >= least && text.length() <= 15);
    for (int i = 0; isRight && i < text.length(); i++) {
      isRight = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!isRight) {
      faults.fault(
          line,
          column,
          "is not written in " + least + " to 15 digits",
          "write digits only, without '+' or blanks");
    }
    return text;
  }

  private void identities(int line, String text, List<PublicIdentity> identities, List<Nai> nais) {
    if (text.isBlank()) {
      return;
    }
    for (String uri : BLANKS.split(text.strip(), -1)) {
      if (NAI.matcher(uri).matches()) {
        nais.add(new Nai(uri));
        continue;
      }
      if (!IDENTITY.matcher(uri).matches()) {
        faults.fault(
            line,
            "identities",
            "number " + (identities.size() + nais.size() + 1) + " is no URI",
            "begin each with sip:, sips: or tel:, or write user@realm; separate them by blanks");
      }
      identities.add(new PublicIdentity(uri));
    }
  }

  /**
   * Tells what a row says again or otherwise. It is taken all the same: of two rows the newer one,
   * further down, is right (rule T16).
   */
  private void compare(SubscriberRow row) {
    boolean saysMore = false;
    if (row.imsi() != null) {
      saysMore |= isNews(row, "imsi", NamesSeen.digits(1, row.imsi().digits()));
    }
    if (row.msisdn() != null) {
      saysMore |= isNews(row, "msisdn", NamesSeen.digits(2, row.msisdn().digits()));
    }
    for (PublicIdentity identity : row.identities()) {
      saysMore |= isNews(row, "identities", NamesSeen.text(identity.uri()));
    }
    for (Nai nai : row.nais()) {
      saysMore |= isNews(row, "identities", NamesSeen.text(nai.root()));
    }
    if (!saysMore) {
      faults.warning(
          row.line(), "", "repeats line " + seen.earlierLine(), "remove one of the two lines");
    }
  }

  private boolean isNews(SubscriberRow row, String column, long name) {
    Outcome outcome = seen.add(name, row.presentity(), row.line());
    if (outcome == Outcome.OF_ANOTHER) {
      faults.warning(
          row.line(),
          column,
          "stands in line " + seen.earlierLine() + " for another presentity; this line counts",
          "remove the line that is wrong");
    }
    return outcome != Outcome.AGAIN;
  }
}
