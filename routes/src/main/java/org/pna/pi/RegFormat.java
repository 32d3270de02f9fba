package org.pna.pi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;

/**
 * A {@link RegSubscription} as bytes: an octet of the layout, then its fields. Documents are not
 * kept, but for who is registered: the first one after a restart is asked for in full.
 */
final class RegFormat {
  private static final int LAYOUT = 1;
  private static final int MOST = 1_000;
  private static final long NEVER = Long.MIN_VALUE;

  private RegFormat() {}

  static byte[] bytes(RegSubscription subscription) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(LAYOUT);
      out.writeUTF(subscription.id);
      out.writeUTF(subscription.identity);
      write(out, subscription.names.stream().map(RegFormat::text).toList());
      Scscf scscf = subscription.scscf;
      out.writeUTF(scscf.uri());
      out.writeUTF(scscf.peer());
      out.writeUTF(scscf.socket().transport().name());
      out.writeUTF(scscf.socket().host());
      out.writeInt(scscf.socket().port());
      out.writeBoolean(scscf.byPeer());
      write(out, subscription.registeredUntil);
      Dialogue dialogue = subscription.dialogue;
      out.writeInt(dialogue.generation());
      write(out, dialogue.theirTag());
      write(out, dialogue.target());
      write(out, dialogue.routes());
      out.writeLong(dialogue.cseq());
      out.writeLong(dialogue.theirCseq());
      write(out, subscription.expires);
      write(out, subscription.registrations.active());
    } catch (IOException e) {
      throw new UncheckedIOException("a value is too long to be kept", e);
    }
    return bytes.toByteArray();
  }

  /** Null for what cannot be read: damaged, or of another layout. */
  static @Nullable RegSubscription read(byte[] value) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      if (in.readUnsignedByte() != LAYOUT) {
        return null;
      }
      String id = in.readUTF();
      String identity = in.readUTF();
      List<SubscriberId> names = strings(in).stream().map(RegFormat::name).toList();
      Scscf scscf =
          new Scscf(
              in.readUTF(),
              in.readUTF(),
              new SipSocket(SipTransport.valueOf(in.readUTF()), in.readUTF(), in.readInt()),
              in.readBoolean());
      Instant until = Instant.ofEpochSecond(in.readLong());
      RegSubscription read = new RegSubscription(id, identity, names, scscf, until);
      read.dialogue =
          new Dialogue(
              in.readInt(), string(in), string(in), strings(in), in.readLong(), in.readLong());
      long expires = in.readLong();
      read.expires = expires == NEVER ? null : Instant.ofEpochSecond(expires);
      read.registrations.restore(strings(in));
      return read;
    } catch (IOException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | DateTimeException e) {
      return null;
    }
  }

  private static void write(DataOutputStream out, @Nullable Instant time) throws IOException {
    out.writeLong(time == null ? NEVER : time.getEpochSecond());
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static void write(DataOutputStream out, Collection<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static @Nullable String string(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  private static List<String> strings(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("count " + count);
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }

  private static String text(SubscriberId name) {
    if (name instanceof Imsi imsi) {
      return 'i' + imsi.digits();
    } else if (name instanceof Msisdn msisdn) {
      return 'm' + msisdn.digits();
    } else if (name instanceof PublicIdentity identity) {
      return 'u' + identity.uri();
    }
    return 'n' + ((Nai) name).value();
  }

  private static SubscriberId name(String text) {
    String value = text.substring(1);
    return switch (text.charAt(0)) {
      case 'i' -> new Imsi(value);
      case 'm' -> new Msisdn(value);
      case 'u' -> new PublicIdentity(value);
      case 'n' -> new Nai(value);
      default -> throw new IllegalArgumentException("no name");
    };
  }
}
