package org.pna.transport.trace;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.pna.model.Place;

/**
 * Reads recorded traces down to complete SCCP messages, Accounting-Requests, and what Sh, SIP and
 * MLP say: pcap, pcapng, gzip of either, and lines of hex. The files read are one trace: what one
 * of them begins, a later one may complete.
 *
 * <p>Bad input never throws: it is told to the listener. What waits for its other parts is bounded
 * (see {@link IpFragments}, {@link Sctp}, {@link Tcp}, {@link SccpSegments}, {@link OpenRequests});
 * at a bound the oldest goes and is malformed. Not thread-safe.
 */
public final class TraceReader {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SCTP = 132;
  private static final int PPID_UNSPECIFIED = 0;
  private static final int PPID_M2UA = 2;
  private static final int PPID_M3UA = 3;
  private static final int PPID_M2PA = 5;
  private static final int PPID_DIAMETER = 46;
  private static final int PPID_DIAMETER_DTLS = 47;

  private final TraceListener listener;
  private final Sccp sccp;
  private final Sctp sctp;
  private final Tcp tcp;
  private final Ip ip;
  private final LinkLayer link;
  private long clock = Long.MIN_VALUE;
  private long ordinal;

  /** A reader at the beginning of a trace on the usual ports. */
  public TraceReader(TraceListener listener) {
    this(listener, PortProtocols.DEFAULT);
  }

  /**
   * A reader at the beginning of a trace.
   *
   * @param ports what runs where
   */
  public TraceReader(TraceListener listener, PortProtocols ports) {
    this.listener = listener;
    sccp = new Sccp(listener);
    var mtp3 = new Mtp3(sccp, listener);
    var m3ua = new M3ua(sccp, listener);
    var accounting = new RecordedAccounting();
    var diameter = new RecordedDiameter(accounting, listener);
    var chunks = new DiameterChunks(diameter, listener, false);
    var sip = new RecordedSip(listener);
    tcp =
        new Tcp(
            List.of(
                new DiameterStream(ports, diameter),
                new SipStream(ports, sip),
                new HttpStream(ports, new RecordedMlp(listener)),
                m3ua),
            listener);
    sctp =
        new Sctp(
            Map.of(
                PPID_UNSPECIFIED, new UnspecifiedPayload(m3ua, chunks),
                PPID_M2UA, new M2ua(mtp3, listener),
                PPID_M3UA, m3ua,
                PPID_M2PA, new M2pa(mtp3, listener),
                PPID_DIAMETER, chunks,
                PPID_DIAMETER_DTLS, new DiameterChunks(diameter, listener, true)),
            listener);
    var udp = new Udp(ports, new Radius(accounting, listener), sip);
    ip = new Ip(Map.of(TCP, tcp, UDP, udp, SCTP, sctp));
    link =
        new LinkLayer(ip, sctp, new Mtp2(mtp3), mtp3, new BareMessage(m3ua, mtp3, sccp, listener));
  }

  /**
   * Reads one file to its end.
   *
   * @param file its name, which places give as it is here
   * @throws NotACaptureException if it is none of the formats read
   * @throws IOException if it cannot be read
   */
  public void read(String file) throws IOException {
    link.nextFile();
    try (var input = CaptureInput.open(file)) {
      CaptureFormat.of(file, input).read(input, new Frames(file));
    }
  }

  /** Ends the trace: what is not complete by now is malformed. */
  public void finish() {
    ip.finish();
    sctp.finish();
    tcp.finish();
    sccp.finish();
  }

  private final class Frames implements FrameSink {
    private final String file;

    Frames(String file) {
      this.file = file;
    }

    @Override
    public void frame(
        long number, long epochMicros, CaptureInterface on, byte[] octets, int from, int to) {
      String warning = link.frame(arrival(number, epochMicros), on, octets, from, to);
      if (warning != null) {
        warning(warning);
      }
    }

    @Override
    public void unreadable(long number, long epochMicros, String reason) {
      listener.malformed(arrival(number, epochMicros).place(), reason);
    }

    @Override
    public void warning(String text) {
      listener.warning(file, text);
    }

    private Arrival arrival(long number, long epochMicros) {
      long time = epochMicros;
      if (time == NO_TIME) {
        time = clock == Long.MIN_VALUE ? 0 : clock;
      }
      clock = Math.max(clock, time);
      var place = new Place.Frame(file, number);
      listener.frame(place, time);
      return new Arrival(place, time, clock, ordinal++);
    }
  }
}
