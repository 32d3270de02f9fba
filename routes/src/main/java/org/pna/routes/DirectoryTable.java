package org.pna.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.publisher.server.PublicUris;

/**
 * One version of the operator's directory, found by every name and by presentity. Of two rows with
 * one name the later has it (rule T16). Filled first, then read by many threads; some 300 octets a
 * row with two identities.
 */
public final class DirectoryTable {
  /**
   * Who has a name.
   *
   * @param number of the row, from 0: a later row is newer
   * @param row with that name
   */
  record Entry(int number, DirectoryRow row) {}

  private final PublicUris uris;
  private final List<DirectoryRow> rows = new ArrayList<>();
  private final NameIndex imsis = new NameIndex();
  private final NameIndex msisdns = new NameIndex();
  private final NameIndex others = new NameIndex();
  private final NameIndex presentities = new NameIndex();
  private int[] lines = new int[16];
  private int[] previous = new int[16];

  /**
   * @param uris in which forms a public identity is the same
   */
  public DirectoryTable(PublicUris uris) {
    this.uris = uris;
  }

  /**
   * Adds a row.
   *
   * @param line of the file
   */
  public void add(int line, DirectoryRow row) {
    int number = rows.size();
    rows.add(row);
    if (number == lines.length) {
      lines = Arrays.copyOf(lines, 2 * number);
      previous = Arrays.copyOf(previous, 2 * number);
    }
    lines[number] = line;
    previous[number] = presentities.get(row.presentity());
    presentities.put(row.presentity(), number);
    if (row.imsi() != null) {
      imsis.put(row.imsi(), number);
    }
    if (row.msisdn() != null) {
      msisdns.put(row.msisdn(), number);
    }
    String own = key(new PublicIdentity(row.presentity()));
    others.put(own.equals(row.presentity()) ? row.presentity() : own, number);
    row.others().forEach(name -> others.put(key(name), number));
  }

  /** Who has an IMSI. */
  @Nullable Entry imsi(String digits) {
    return entry(imsis.get(digits));
  }

  /** Who has a number. */
  @Nullable Entry msisdn(String digits) {
    return entry(msisdns.get(digits));
  }

  /** Who has a name of whatever kind. */
  @Nullable Entry of(SubscriberId name) {
    if (name instanceof Imsi imsi) {
      return imsi(imsi.digits());
    }
    if (name instanceof Msisdn msisdn) {
      return msisdn(msisdn.digits());
    }
    Entry own = entry(others.get(key(name)));
    Imsi imsi = own == null ? imsi(name) : null;
    Msisdn msisdn = own == null ? msisdn(name) : null;
    if (imsi != null) {
      return imsi(imsi.digits());
    }
    return msisdn == null ? own : msisdn(msisdn.digits());
  }

  /** The IMSI that a name is made of, or null. */
  static @Nullable Imsi imsi(SubscriberId name) {
    if (name instanceof Imsi imsi) {
      return imsi;
    } else if (name instanceof Nai nai) {
      return nai.imsi();
    }
    return name instanceof PublicIdentity identity ? identity.imsi() : null;
  }

  /** The number that a public identity stands for, in whatever form; else null. */
  private @Nullable Msisdn msisdn(SubscriberId name) {
    return name instanceof PublicIdentity ? new PublicIdentity(key(name)).msisdn() : null;
  }

  private @Nullable Entry entry(int number) {
    return number == NameIndex.NONE ? null : new Entry(number, rows.get(number));
  }

  /** Whose presentity a name stands for; null if no row has it. */
  public @Nullable String presentity(SubscriberId name) {
    Entry entry = of(name);
    return entry == null ? null : entry.row().presentity();
  }

  /** The row that has a name; null: none. */
  public @Nullable DirectoryRow row(SubscriberId name) {
    Entry entry = of(name);
    return entry == null ? null : entry.row();
  }

  /** Whether a row names a presentity. */
  public boolean has(String presentity) {
    return presentities.get(presentity) != NameIndex.NONE;
  }

  /** The rows of a presentity, in the order of the file. */
  public List<DirectoryRow> rows(String presentity) {
    int number = presentities.get(presentity);
    if (number == NameIndex.NONE) {
      return List.of();
    }
    if (previous[number] == NameIndex.NONE) {
      return List.of(rows.get(number));
    }
    List<DirectoryRow> found = new ArrayList<>();
    for (; number != NameIndex.NONE; number = previous[number]) {
      found.add(rows.get(number));
    }
    Collections.reverse(found);
    return found;
  }

  /** The line of the last row that gives a name; 0: none does. */
  public int line(SubscriberId name) {
    Entry entry = of(name);
    return entry == null ? 0 : lines[entry.number()];
  }

  /** Shows each row, in the order of the file. */
  public void forEach(Consumer<DirectoryRow> visitor) {
    rows.forEach(visitor);
  }

  /** Shows each presentity once. */
  public void forEachPresentity(Consumer<String> visitor) {
    presentities.forEach(visitor);
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }

  /** How many presentities there are. */
  public int presentities() {
    return presentities.size();
  }

  /** A name in the form that is compared. */
  public SubscriberId canonical(SubscriberId name) {
    if (name instanceof PublicIdentity) {
      return new PublicIdentity(key(name));
    }
    return name instanceof Nai ? new Nai(key(name)) : name;
  }

  /** Whether a public identity is a presentity's URI in whatever form. */
  public boolean isForm(SubscriberId name, String presentity) {
    return name instanceof PublicIdentity && key(name).equals(presentity);
  }

  /** An address of record and a network access identifier may look alike but for the scheme. */
  private String key(SubscriberId name) {
    if (name instanceof PublicIdentity identity) {
      String form = uris.normalised(identity.uri()).orElse(identity.uri());
      return form.equals(identity.uri()) ? identity.uri() : form; // kept once where it is the same
    }
    return name instanceof Nai nai ? nai.root() : "";
  }
}
