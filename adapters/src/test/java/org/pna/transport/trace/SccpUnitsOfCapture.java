package org.pna.transport.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Place;
import org.pna.model.message.Origin;
import org.pna.model.message.map.SccpAddress;

/** UDTs of a plain little-endian pcap with one unfragmented M3UA message to a DATA chunk. */
final class SccpUnitsOfCapture {
  private SccpUnitsOfCapture() {}

  static List<SccpUnit> read(Path file) throws IOException {
    ByteBuffer pcap = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int linkType = pcap.getInt(20);
    pcap.position(24);
    List<SccpUnit> units = new ArrayList<>();
    for (long number = 1; pcap.hasRemaining(); number++) {
      Instant time = Instant.ofEpochSecond(pcap.getInt(), pcap.getInt() * 1000L);
      byte[] frame = new byte[pcap.getInt()];
      pcap.getInt();
      pcap.get(frame);
      Origin origin = new Origin(time, new Place.Frame(String.valueOf(file.getFileName()), number));
      chunks(origin, ByteBuffer.wrap(frame), linkType == 1 ? 14 + 20 + 12 : 12, units);
    }
    return units;
  }

  private static void chunks(Origin origin, ByteBuffer frame, int at, List<SccpUnit> units) {
    int chunk = at;
    while (chunk + 4 <= frame.limit()) {
      int length = frame.getShort(chunk + 2) & 0xffff;
      if (length < 4) {
        return;
      }
      if (frame.get(chunk) == 0 && frame.getInt(chunk + 12) == 3) {
        m3ua(origin, frame, chunk + 16, units);
      }
      chunk += (length + 3) / 4 * 4;
    }
  }

  private static void m3ua(Origin origin, ByteBuffer frame, int at, List<SccpUnit> units) {
    if (frame.getShort(at + 2) != 0x0101) {
      return;
    }
    int end = at + frame.getInt(at + 4);
    int parameter = at + 8;
    while (parameter < end) {
      int length = frame.getShort(parameter + 2) & 0xffff;
      if (frame.getShort(parameter) == 0x0210 && frame.get(parameter + 16) == 9) {
        units.add(
            udt(
                origin,
                frame,
                parameter + 16,
                frame.getInt(parameter + 4),
                frame.getInt(parameter + 8)));
      }
      parameter += (length + 3) / 4 * 4;
    }
  }

  private static SccpUnit udt(Origin origin, ByteBuffer frame, int at, int opc, int dpc) {
    int called = at + 2 + frame.get(at + 2);
    int calling = at + 3 + frame.get(at + 3);
    int data = at + 4 + frame.get(at + 4);
    byte[] user = new byte[frame.get(data) & 0xff];
    frame.get(data + 1, user);
    return new SccpUnit(origin, address(frame, calling, opc), address(frame, called, dpc), user);
  }

  private static SccpAddress address(ByteBuffer frame, int at, int pointCode) {
    int end = at + 1 + frame.get(at);
    int indicator = frame.get(at + 1);
    int i = at + 2 + ((indicator & 1) == 0 ? 0 : 2);
    int subsystem = (indicator & 2) == 0 ? 0 : frame.get(i++) & 0xff;
    return new SccpAddress(
        (indicator >> 2 & 0xf) == 4 ? digits(frame, i + 3, end, frame.get(i + 1) & 0xf) : null,
        pointCode,
        subsystem);
  }

  private static @Nullable String digits(ByteBuffer frame, int from, int end, int scheme) {
    StringBuilder digits = new StringBuilder();
    for (int i = from; i < end; i++) {
      digits.append(frame.get(i) & 0xf);
      if (scheme == 2 || i < end - 1) {
        digits.append(frame.get(i) >> 4 & 0xf);
      }
    }
    return digits.toString();
  }
}
