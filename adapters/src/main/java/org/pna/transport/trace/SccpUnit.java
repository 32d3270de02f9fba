package org.pna.transport.trace;

import org.pna.model.message.Origin;
import org.pna.model.message.map.SccpAddress;

/**
 * One complete SCCP connectionless message found in a trace (UDT, or XUDT with all its segments).
 *
 * @param origin frame that completed it, and that frame's time
 * @param calling calling party; its point code is the MTP3 originating one when SCCP gives none
 * @param called called party, likewise with the destination point code
 * @param data user data: one TCAP message
 */
@SuppressWarnings("ArrayRecordComponent")
public record SccpUnit(Origin origin, SccpAddress calling, SccpAddress called, byte[] data) {}
