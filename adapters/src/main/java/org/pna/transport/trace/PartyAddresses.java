package org.pna.transport.trace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.SccpAddress;

/**
 * Decodes party addresses and keeps the ones seen lately: a trace names few nodes, millions of
 * times. An address whose place is taken by another takes it over.
 */
final class PartyAddresses {
  private static final int PLACES = 4096;

  @SuppressWarnings("ArrayRecordComponent") // a key, never changed
  private record Seen(byte[] octets, int mtpPointCode, @Nullable SccpAddress address) {}

  private final @Nullable Seen[] places = new Seen[PLACES];

  /** As {@link PartyAddress#decode}. */
  @Nullable SccpAddress decode(byte[] octets, int from, int to, int mtpPointCode) {
    int hash = mtpPointCode;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + octets[i];
    }
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Seen seen = places[place];
    if (seen != null
        && seen.mtpPointCode == mtpPointCode
        && Arrays.equals(seen.octets, 0, seen.octets.length, octets, from, to)) {
      return seen.address;
    }
    SccpAddress address = PartyAddress.decode(octets, from, to, mtpPointCode);
    places[place] = new Seen(Arrays.copyOfRange(octets, from, to), mtpPointCode, address);
    return address;
  }
}
