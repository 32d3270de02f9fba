package org.pna.publisher.pidf;

import static org.pna.publisher.pidf.Utf8.bytes;

import java.util.Arrays;
import java.util.List;

/**
 * Whole bodies from fragments: {@code application/pidf+xml} (RFC 3863) and {@code
 * application/pidf-diff+xml} (RFC 5262), UTF-8. The entity is always there; the root declares every
 * namespace that a fragment may use.
 */
public final class PidfDocuments {
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String NAMESPACES =
      " xmlns=\""
          + Namespaces.PIDF
          + "\" xmlns:dm=\""
          + Namespaces.DATA_MODEL
          + "\" xmlns:rpid=\""
          + Namespaces.RPID
          + "\" xmlns:op=\""
          + Namespaces.OMA_PRES
          + "\" xmlns:pde=\""
          + Namespaces.OMA_PDE
          + "\" xmlns:gp=\""
          + Namespaces.GEOPRIV
          + "\" xmlns:gbp=\""
          + Namespaces.BASIC_POLICY
          + "\" xmlns:pna=\""
          + Namespaces.PNA
          + "\" entity=\"";
  private static final String DIFF_NAMESPACE = " xmlns:p=\"" + Namespaces.PIDF_DIFF + "\"";

  private static final byte[] PRESENCE = bytes(DECLARATION + "<presence" + NAMESPACES);
  private static final byte[] PRESENCE_END = bytes("</presence>");
  private static final byte[] FULL =
      bytes(DECLARATION + "<p:pidf-full" + DIFF_NAMESPACE + NAMESPACES);
  private static final byte[] FULL_END = bytes("</p:pidf-full>");
  private static final byte[] DIFF =
      bytes(DECLARATION + "<p:pidf-diff" + DIFF_NAMESPACE + NAMESPACES);
  private static final byte[] DIFF_END = bytes("</p:pidf-diff>");
  private static final byte[] VERSION = bytes("\" version=\"");
  private static final byte[] TAG_END = bytes("\">");
  private static final byte[] EMPTY_END = bytes("\"/>");

  private static final byte[] REPLACE = bytes("<p:replace sel=\"");
  private static final byte[] REPLACE_END = bytes("</p:replace>");
  private static final byte[] REMOVE = bytes("<p:remove sel=\"");
  private static final byte[] ADD_FIRST = bytes("<p:add sel=\"*\" pos=\"prepend\">");
  private static final byte[] ADD_LAST = bytes("<p:add sel=\"*\">");
  private static final byte[] ADD = bytes("<p:add sel=\"");
  private static final byte[] AFTER = bytes("\" pos=\"after\">");
  private static final byte[] ADD_END = bytes("</p:add>");
  private static final byte[] TUPLE = bytes("*/tuple[@id='");
  private static final byte[] PERSON = bytes("*/dm:person[@id='");
  private static final byte[] DEVICE = bytes("*/dm:device[@id='");
  private static final byte[] SELECTOR_END = bytes("']");

  private PidfDocuments() {}

  /** The whole state as {@code application/pidf+xml}. */
  public static byte[] pidf(PresenceDocument document, View view) {
    Utf8 out = new Utf8(length(document, view));
    out.raw(PRESENCE).attribute(document.entity());
    return content(out, document, view, PRESENCE_END);
  }

  /**
   * The whole state as {@code application/pidf-diff+xml} (RFC 5262 clause 3.1).
   *
   * @param version of this state, 0 to 4294967295
   */
  public static byte[] full(PresenceDocument document, View view, long version) {
    Utf8 out = new Utf8(length(document, view));
    out.raw(FULL).attribute(document.entity()).raw(VERSION).digits(checked(version), 1);
    return content(out, document, view, FULL_END);
  }

  private static byte[] content(Utf8 out, PresenceDocument document, View view, byte[] end) {
    List<Fragment> fragments = document.fragments();
    if (fragments.isEmpty()) {
      return out.raw(EMPTY_END).toBytes();
    }
    out.raw(TAG_END);
    for (Fragment fragment : fragments) {
      out.raw(fragment.xml(view));
    }
    return out.raw(end).toBytes();
  }

  private static int length(PresenceDocument document, View view) {
    int length = FULL.length + FULL_END.length + document.entity().length() * 3 + 64;
    for (Fragment fragment : document.fragments()) {
      length += fragment.xml(view).length;
    }
    return length;
  }

  /**
   * What leads from one state to the next (RFC 5262 clause 3.2), whole elements at a time; applied
   * to the one it gives the other, in the same order.
   *
   * @param before what the watcher has
   * @param after what it shall have, of the same entity
   * @param version of the state after, 0 to 4294967295
   */
  public static byte[] diff(
      PresenceDocument before, PresenceDocument after, View view, long version) {
    Utf8 out = new Utf8(2048);
    out.raw(DIFF).attribute(after.entity()).raw(VERSION).digits(checked(version), 1).raw(TAG_END);
    List<Fragment> old = before.fragments();
    List<Fragment> now = after.fragments();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      int order = order(old, i, now, j);
      if (order < 0) {
        selector(out.raw(REMOVE), old.get(i)).raw(EMPTY_END);
        i++;
      } else if (order == 0) {
        if (!same(old.get(i), now.get(j), view)) {
          selector(out.raw(REPLACE), now.get(j)).raw(TAG_END);
          out.raw(now.get(j).xml(view)).raw(REPLACE_END);
        }
        i++;
        j++;
      } else {
        add(out, now, j, i == old.size());
        while (j < now.size() && order(old, i, now, j) > 0) {
          out.raw(now.get(j).xml(view));
          j++;
        }
        out.raw(ADD_END);
      }
    }
    return out.raw(DIFF_END).toBytes();
  }

  /** Begins an addition behind the element before it, which the document holds by then. */
  private static void add(Utf8 out, List<Fragment> now, int index, boolean last) {
    if (last) {
      out.raw(ADD_LAST);
    } else if (index == 0) {
      out.raw(ADD_FIRST);
    } else {
      selector(out.raw(ADD), now.get(index - 1)).raw(AFTER);
    }
  }

  /** Negative: the old one is gone; zero: both have it; positive: the new one is new. */
  private static int order(List<Fragment> old, int i, List<Fragment> now, int j) {
    if (i == old.size()) {
      return 1;
    }
    return j == now.size() ? -1 : PresenceDocument.ORDER.compare(old.get(i), now.get(j));
  }

  private static boolean same(Fragment old, Fragment now, View view) {
    return old == now || Arrays.equals(old.xml(view), now.xml(view));
  }

  private static Utf8 selector(Utf8 out, Fragment fragment) {
    byte[] step =
        switch (fragment.kind()) {
          case TUPLE -> TUPLE;
          case PERSON -> PERSON;
          case DEVICE -> DEVICE;
        };
    return out.raw(step).attribute(fragment.id()).raw(SELECTOR_END);
  }

  private static long checked(long version) {
    if (version < 0 || version > 0xFFFFFFFFL) {
      throw new IllegalArgumentException("version is not an xs:unsignedInt: " + version);
    }
    return version;
  }
}
