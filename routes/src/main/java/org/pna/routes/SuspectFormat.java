package org.pna.routes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.ReportingNode;
import org.pna.publisher.store.StoreView;
import org.pna.publisher.store.TableName;

/**
 * Suspects as the store keeps them: under {@code s/DOMAIN/NAME} a subscriber, under {@code n/NODE}
 * a node. A value begins with the octet of its layout.
 */
public final class SuspectFormat {
  private static final String SUBSCRIBER = "s/";
  private static final String NODE = "n/";
  private static final int LAYOUT = 1;

  private SuspectFormat() {}

  /**
   * Shows what a store holds, also one that was left behind.
   *
   * @return how many entries cannot be read: damaged, or of a later layout
   */
  public static int scan(
      StoreView store, Consumer<Suspect> subscribers, Consumer<SuspectNode> nodes) {
    int[] unreadable = new int[1];
    store.scan(
        TableName.SUSPECTS,
        "",
        (key, value) -> {
          try {
            read(key, value, subscribers, nodes);
          } catch (IOException | IllegalArgumentException | DateTimeException e) {
            unreadable[0]++;
          }
        });
    return unreadable[0];
  }

  /** What a store holds of one IMSI; what cannot be read is left out. */
  public static List<Suspect> of(StoreView store, String imsi) {
    List<Suspect> found = new ArrayList<>(2);
    for (Domain domain : Domain.values()) {
      String wanted = key(imsi, domain);
      store.scan(
          TableName.SUSPECTS,
          wanted,
          (key, value) -> {
            try {
              if (key.equals(wanted)) {
                read(key, value, found::add, node -> {});
              }
            } catch (IOException | IllegalArgumentException | DateTimeException e) {
              // counted when the store is taken up
            }
          });
    }
    return found;
  }

  /**
   * What a key says.
   *
   * @param name of a subscriber or node
   * @param domain null for a node
   */
  record Key(String name, @Nullable Domain domain) {
    /**
     * @throws IllegalArgumentException if it is none of ours
     */
    static Key of(String key) {
      if (key.startsWith(NODE)) {
        return new Key(key.substring(NODE.length()), null);
      }
      String[] parts = key.split("/", 3);
      if (parts.length != 3 || !key.startsWith(SUBSCRIBER)) {
        throw new IllegalArgumentException("a key of another kind");
      }
      return new Key(parts[2], Domain.valueOf(parts[1]));
    }
  }

  static String key(String name, Domain domain) {
    return SUBSCRIBER + domain + "/" + name;
  }

  static String nodeKey(String node) {
    return NODE + node;
  }

  static byte[] value(Suspect suspect) {
    return written(
        suspect.since(),
        suspect.reason(),
        suspect.presentity(),
        suspect.node().number(),
        suspect.node().globalTitle());
  }

  static byte[] value(SuspectNode node) {
    return written(node.since(), node.reason());
  }

  private static byte[] written(Instant since, @Nullable String... texts) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(96);
    try (DataOutputStream out = new DataOutputStream(octets)) {
      out.writeByte(LAYOUT);
      out.writeLong(since.getEpochSecond());
      out.writeInt(since.getNano());
      for (String text : texts) {
        out.writeBoolean(text != null);
        if (text != null) {
          out.writeUTF(text);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text of more than 64 KB
    }
    return octets.toByteArray();
  }

  private static void read(
      String key, byte[] value, Consumer<Suspect> subscribers, Consumer<SuspectNode> nodes)
      throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(value));
    if (in.readByte() != LAYOUT) {
      throw new IOException("another layout");
    }
    Instant since = Instant.ofEpochSecond(in.readLong(), in.readInt());
    String reason = text(in);
    if (reason == null) {
      throw new IOException("no reason");
    }
    Key parts = Key.of(key);
    Domain domain = parts.domain();
    if (domain == null) {
      nodes.accept(new SuspectNode(parts.name(), since, reason));
    } else {
      String presentity = text(in);
      ReportingNode node = new ReportingNode(text(in), text(in));
      subscribers.accept(new Suspect(parts.name(), domain, presentity, node, since, reason));
    }
  }

  private static @Nullable String text(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }
}
