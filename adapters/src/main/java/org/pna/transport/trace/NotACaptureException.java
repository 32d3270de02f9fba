package org.pna.transport.trace;

import java.io.IOException;

/** The file is none of the formats that {@link TraceReader} reads. */
public final class NotACaptureException extends IOException {
  private static final long serialVersionUID = 1;

  NotACaptureException(String file) {
    super(file + ": not a capture (pcap, pcapng, gzip of either, or lines of hex)");
  }
}
