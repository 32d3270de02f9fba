package org.pna.transport.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Builds capture files in memory: classic with {@link #pcap}, else pcapng. Frames come a
 * millisecond apart from 1970-01-01T00:00:01Z on, unless told otherwise.
 */
public final class CaptureBuilder {
  public static final int ETHERNET = 1;
  public static final int RAW_IP = 101;
  public static final int MTP3 = 141;
  public static final int SCTP = 248;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final ByteOrder order;
  private final boolean classic;
  private final boolean nanos;
  private long nextMicros = 1_000_000;

  private CaptureBuilder(boolean classic, ByteOrder order, boolean nanos) {
    this.classic = classic;
    this.order = order;
    this.nanos = nanos;
  }

  /** The plain case: little-endian, microseconds. */
  public static CaptureBuilder pcap(int linkType) {
    return pcap(linkType, ByteOrder.LITTLE_ENDIAN, false);
  }

  public static CaptureBuilder pcap(int linkType, ByteOrder order, boolean nanos) {
    var builder = new CaptureBuilder(true, order, nanos);
    var header = builder.buffer(24);
    header.putInt(nanos ? 0xA1B23C4D : 0xA1B2C3D4).putShort((short) 2).putShort((short) 4);
    header.putInt(0).putInt(0).putInt(262_144).putInt(linkType);
    builder.file.writeBytes(header.array());
    return builder;
  }

  /** Begins with a section header and no interface. */
  public static CaptureBuilder pcapng(ByteOrder order) {
    var builder = new CaptureBuilder(false, order, false);
    builder.section();
    return builder;
  }

  private CaptureBuilder section() {
    var body = buffer(16);
    body.putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0).putLong(-1);
    return block(0x0A0D0D0A, body.array());
  }

  /** Another section, of the other byte order, with the octets of {@code other}. */
  public CaptureBuilder append(CaptureBuilder other) {
    file.writeBytes(other.bytes());
    return this;
  }

  /** Interface with if_tsresol and if_tsoffset; a resolution of -1 leaves both out. */
  public CaptureBuilder iface(int linkType, int resolution, long offset) {
    var body = buffer(resolution < 0 ? 8 : 8 + 8 + 12 + 4);
    body.putShort((short) linkType).putShort((short) 0).putInt(0);
    if (resolution >= 0) {
      body.putShort((short) 9).putShort((short) 1).put((byte) resolution).put(new byte[3]);
      body.putShort((short) 14).putShort((short) 8).putLong(offset).putInt(0);
    }
    return block(1, body.array());
  }

  public CaptureBuilder enhanced(int iface, long stamp, byte[] frame) {
    var head = buffer(20);
    head.putInt(iface).putInt((int) (stamp >>> 32)).putInt((int) stamp);
    head.putInt(frame.length).putInt(frame.length);
    return block(6, Packets.concat(head.array(), frame, new byte[-frame.length & 3]));
  }

  public CaptureBuilder simple(byte[] frame) {
    var head = buffer(4);
    head.putInt(frame.length);
    return block(3, Packets.concat(head.array(), frame, new byte[-frame.length & 3]));
  }

  public CaptureBuilder obsolete(int iface, long stamp, byte[] frame) {
    var head = buffer(20);
    head.putShort((short) iface).putShort((short) 0);
    head.putInt((int) (stamp >>> 32)).putInt((int) stamp);
    head.putInt(frame.length).putInt(frame.length);
    return block(2, Packets.concat(head.array(), frame, new byte[-frame.length & 3]));
  }

  public CaptureBuilder block(int type, byte[] body) {
    var block = buffer(12 + body.length);
    block.putInt(type).putInt(12 + body.length).put(body).putInt(12 + body.length);
    file.writeBytes(block.array());
    return this;
  }

  /** The next frame. */
  public CaptureBuilder frame(byte[] frame) {
    nextMicros += 1_000;
    return frame(nextMicros, frame);
  }

  public CaptureBuilder frame(long epochMicros, byte[] frame) {
    return cut(epochMicros * (nanos ? 1_000 : 1), frame, frame.length);
  }

  /** Of the frame only the first octets were captured; the time is in the file's own units. */
  public CaptureBuilder cut(long units, byte[] frame, int captured) {
    if (!classic) {
      throw new IllegalStateException("pcapng frames name their interface");
    }
    long second = nanos ? 1_000_000_000L : 1_000_000L;
    var head = buffer(16);
    head.putInt((int) (units / second)).putInt((int) (units % second));
    head.putInt(captured).putInt(frame.length);
    file.writeBytes(head.array());
    file.write(frame, 0, captured);
    return this;
  }

  private ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(order);
  }

  public byte[] bytes() {
    return file.toByteArray();
  }

  public byte[] gzip() {
    return gzip(bytes());
  }

  public static byte[] gzip(byte[] plain) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }
}
