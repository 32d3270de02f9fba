package org.pna.transport.trace;

/** M2PA (RFC 4165): the MTP3 message in a User Data message goes on. */
final class M2pa implements SctpUser {
  private static final int M2PA_CLASS = 11;
  private static final int USER_DATA = 1;
  private static final int HEADER = 16;

  private final Mtp3 mtp3;
  private final TraceListener listener;

  M2pa(Mtp3 mtp3, TraceListener listener) {
    this.mtp3 = mtp3;
    this.listener = listener;
  }

  @Override
  public boolean claims(byte[] octets, int from, int to) {
    return true;
  }

  @Override
  public void message(Arrival at, int ports, byte[] octets, int from, int to) {
    int length = to - from < HEADER ? -1 : Sigtran.messageLength(octets, from);
    if (length < HEADER || length > to - from) {
      listener.malformed(at.place(), "M2PA header is not valid");
    } else if (Sigtran.messageClass(octets, from) == M2PA_CLASS
        && Sigtran.messageType(octets, from) == USER_DATA
        && length > HEADER) {
      // One octet of priority stands before the service information octet.
      mtp3.message(at, octets, from + HEADER + 1, from + length);
    }
  }
}
