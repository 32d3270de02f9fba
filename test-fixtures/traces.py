#!/usr/bin/env python3
"""Writes the traces of replay/cap_* and replay/ph_*, so that what our codec reads was written by somebody else.

Its own BER writer, after X.690, TS 29.002, TS 29.078, Q.713 and Q.773; nothing of the gateway is used.
Run it in this folder: python3 traces.py. The same script gives the same bytes.
"""

import os
import struct

# --- X.690 ------------------------------------------------------------------------------------


def tag(number, constructed=False, cls=0x80):
    """Identifier octets, of the context-specific class unless told otherwise."""
    first = cls | (0x20 if constructed else 0)
    if number < 31:
        return bytes([first | number])
    return bytes([first | 31, number])


def tlv(identifier, *contents):
    body = b"".join(contents)
    if len(body) < 128:
        return identifier + bytes([len(body)]) + body
    if len(body) < 256:
        return identifier + bytes([0x81, len(body)]) + body
    return identifier + bytes([0x82]) + struct.pack(">H", len(body)) + body


def c(number, *contents):
    """A constructed context-specific element."""
    return tlv(tag(number, True), *contents)


def p(number, contents=b""):
    """A primitive context-specific element."""
    return tlv(tag(number), contents)


def whole(value):
    """Contents of a non-negative INTEGER or ENUMERATED."""
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def integer(value):
    return tlv(b"\x02", whole(value))


def sequence(*contents):
    return tlv(b"\x30", *contents)


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    out = bytes([40 * arcs[0] + arcs[1]])
    for arc in arcs[2:]:
        septets = [arc & 127]
        while arc > 127:
            arc >>= 7
            septets.append(arc & 127 | 128)
        out += bytes(reversed(septets))
    return tlv(b"\x06", out)


# --- numbers and places -------------------------------------------------------------------------


def tbcd(digits):
    if len(digits) % 2:
        digits += "f"
    return bytes(int(digits[i + 1] + digits[i], 16) for i in range(0, len(digits), 2))


def isdn(digits):
    """ISDN-AddressString, international, E.164."""
    return b"\x91" + tbcd(digits)


def isup(digits):
    """Calling party number of Q.763: international, E.164, presentation allowed, network provided."""
    odd = len(digits) % 2
    return bytes([0x80 * odd | 4, 0x13]) + tbcd(digits + "0" * odd)


def plmn(mcc, mnc):
    third = mnc[2] if len(mnc) == 3 else "f"
    return bytes.fromhex(mcc[1] + mcc[0] + third + mcc[2] + mnc[1] + mnc[0])


def lai(lac, mcc="240", mnc="99"):
    return plmn(mcc, mnc) + struct.pack(">H", lac)


def cgi(lac, ci, mcc="240", mnc="99"):
    return lai(lac, mcc, mnc) + struct.pack(">H", ci)


def rai(lac, rac, mcc="240", mnc="99"):
    return lai(lac, mcc, mnc) + bytes([rac])


def cs_location(age=None, vlr=None, cell=None, area=None, sai=False):
    """Fields of LocationInformation."""
    out = b"" if age is None else integer(age)
    out += b"" if vlr is None else p(1, isdn(vlr))
    if cell:
        out += c(3, p(0, cell))
    if area:
        out += c(3, p(1, area))
    return out + (p(9) if sai else b"")


def ps_location(cell=None, area=None, routing=None, sgsn=None, sai=False, age=None, camel=False):
    """Fields of LocationInformationGPRS; camel: CAP's form, where the cell is an OCTET STRING."""
    out = b""
    if cell or area:
        octets = cell or area
        out += p(0, octets) if camel else c(0, p(0 if cell else 1, octets))
    if routing:
        out += p(1, routing)
    if sgsn:
        out += p(3, isdn(sgsn))
    if sai:
        out += p(6)
    return out + (b"" if age is None else p(9, whole(age)))


# --- TCAP -----------------------------------------------------------------------------------------

MM_EVENT = "0.4.0.0.1.0.42.3"
NSDM = "0.4.0.0.1.0.22.3"
ATI = "0.4.0.0.1.0.29.3"
ATSI = "0.4.0.0.1.0.43.3"
CAP2 = "0.4.0.0.1.0.50.1"
CAP3 = "0.4.0.0.1.21.3.4"
CAP4 = "0.4.0.0.1.23.3.4"
GPRS = "0.4.0.0.1.21.3.50"
GPRS_BY_SCF = "0.4.0.0.1.21.3.51"


def reference(destination=None, origination=None):
    """User information with a CAP-GPRS-ReferenceNumber."""
    fields = b"" if destination is None else p(0, whole(destination))
    fields += b"" if origination is None else p(1, whole(origination))
    external = tlv(b"\x28", oid("0.4.0.0.1.1.5.2"), c(0, sequence(fields)))
    return tlv(b"\xbe", external)


def portion(pdu):
    return tlv(b"\x6b", tlv(b"\x28", oid("0.0.17.773.1.1.1"), c(0, pdu)))


VERSION = b"\x80\x02\x07\x80"


def aarq(context, information=b""):
    return portion(tlv(b"\x60", VERSION, c(1, oid(context)), information))


def aare(context, information=b""):
    accepted = c(2, integer(0)) + c(3, c(1, integer(0)))
    return portion(tlv(b"\x61", VERSION, c(1, oid(context)), accepted, information))


def components(parts):
    return tlv(b"\x6c", *parts) if b"".join(parts) else b""


def tid(identifier, value):
    return tlv(identifier, struct.pack(">I", value))


def begin(otid, dialogue, *parts):
    return tlv(b"\x62", tid(b"\x48", otid), dialogue, components(parts))


def cont(otid, dtid, dialogue, *parts):
    return tlv(b"\x65", tid(b"\x48", otid), tid(b"\x49", dtid), dialogue, components(parts))


def end(dtid, dialogue, *parts):
    return tlv(b"\x64", tid(b"\x49", dtid), dialogue, components(parts))


def p_abort(dtid, cause):
    return tlv(b"\x67", tid(b"\x49", dtid), tlv(b"\x4a", bytes([cause])))


def u_abort(dtid):
    return tlv(b"\x67", tid(b"\x49", dtid), portion(tlv(b"\x64", p(0, b"\0"))))


def invoke(number, operation, argument=b""):
    return tlv(b"\xa1", integer(number), integer(operation), argument)


def result(number, operation=None, argument=b""):
    if operation is None:
        return tlv(b"\xa2", integer(number))
    return tlv(b"\xa2", integer(number), sequence(integer(operation), argument))


def error(number, code):
    return tlv(b"\xa3", integer(number), integer(code))


# --- SCCP to pcap ---------------------------------------------------------------------------------


def crc32c(data):
    crc = 0xFFFFFFFF
    for octet in data:
        crc ^= octet
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


class Node:
    def __init__(self, title, subsystem, point_code, ip):
        self.title, self.subsystem, self.point_code, self.ip = title, subsystem, point_code, ip

    def address(self):
        odd = len(self.title) % 2
        digits = bytes([0, 0x11 if odd else 0x12, 4]) + tbcd(self.title + "0" * odd)
        octets = bytes([0x12, self.subsystem]) + digits
        return bytes([len(octets)]) + octets

    def as_(self, subsystem):
        return Node(self.title, subsystem, self.point_code, self.ip)


SCF = Node("15550100147", 146, 909, "10.9.9.9")
PNA = SCF.as_(147)
MSC = Node("46701111111", 146, 101, "10.1.1.1")
VLR = MSC.as_(7)
GMSC = Node("46701119999", 146, 103, "10.1.1.3")
SGSN = Node("46702222222", 146, 102, "10.1.1.2")
SGSN_MAP = SGSN.as_(149)
OTHER_SGSN = Node("46702222223", 146, 104, "10.1.1.4")
HLR = Node("46703333333", 6, 105, "10.1.1.5")


class Trace:
    def __init__(self, start):
        self.micros = start * 1000000
        self.frames = []
        self.tsn = 1
        IDS.next, SCF_IDS.next = 0x1001, 0x9001

    def wait(self, seconds):
        self.micros += int(seconds * 1000000)

    def send(self, sender, receiver, tcap, gap=0.01):
        udt = b"\x09\x80"
        called, calling = receiver.address(), sender.address()
        udt += bytes([3, 2 + len(called), 1 + len(called) + len(calling)])
        udt += called + calling + bytes([len(tcap)]) + tcap
        data = struct.pack(">II", sender.point_code, receiver.point_code) + b"\x03\x02\0\0" + udt
        padding = b"\0" * (-len(data) % 4)
        m3ua = struct.pack(">HH", 0x210, 4 + len(data)) + data + padding
        m3ua = b"\x01\0\x01\x01" + struct.pack(">I", 8 + len(m3ua)) + m3ua
        chunk = struct.pack(">BBHIHHI", 0, 3, 16 + len(m3ua), self.tsn, 0, self.tsn & 0xFFFF, 3) + m3ua
        header = struct.pack(">HHI", 2905, 2905, 1)
        checksum = struct.pack("<I", crc32c(header + b"\0\0\0\0" + chunk))
        sctp = header + checksum + chunk
        ends = bytes(map(int, sender.ip.split("."))) + bytes(map(int, receiver.ip.split(".")))
        ip = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(sctp), self.tsn & 0xFFFF, 0, 64, 132, 0) + ends
        total = sum(struct.unpack(">10H", ip))
        total = (total & 0xFFFF) + (total >> 16)
        ip = ip[:10] + struct.pack(">H", 0xFFFF - (total & 0xFFFF) - (total >> 16)) + ip[12:]
        ethernet = bytes.fromhex("020000000002020000000001" + "0800")
        frame = ethernet + ip + sctp
        head = struct.pack("<IIII", self.micros // 1000000, self.micros % 1000000, len(frame), len(frame))
        self.frames.append(head + frame)
        self.tsn += 1
        self.wait(gap)

    def write(self, case):
        folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "replay", case)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "input.pcap"), "wb") as out:
            out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
            out.write(b"".join(self.frames))


class Subscriber:
    def __init__(self, number):
        self.imsi = "24099%010d" % number
        self.msisdn = "4670%07d" % number


class Ids:
    """Transaction ids, one after the other."""

    def __init__(self, first):
        self.next = first

    def take(self):
        self.next += 1
        return self.next - 1


IDS = Ids(0x1001)
SCF_IDS = Ids(0x9001)


# --- MAP --------------------------------------------------------------------------------------------


def note_mm(trace, node, subscriber, code, location=b""):
    argument = sequence(
        integer(42),
        p(0, bytes([code])),
        p(1, tbcd(subscriber.imsi)),
        p(2, isdn(subscriber.msisdn)),
        location,
    )
    otid = IDS.take()
    trace.send(node, PNA, begin(otid, aarq(MM_EVENT), invoke(1, 89, argument)))
    trace.send(PNA, node, end(otid, aare(MM_EVENT), result(1)))


def attach(trace, subscriber):
    note_mm(trace, VLR, subscriber, 0x02, c(3, cs_location(0, VLR.title, cgi(6699, 15437))))


def gprs_attach(trace, subscriber):
    place = ps_location(routing=rai(6699, 7), sgsn=SGSN.title, age=0)
    note_mm(trace, SGSN_MAP, subscriber, 0x83, c(7, place))


CS, PS = 0, 1


def ask(trace, name, info, wait=0.05, domain=None, answer=None, between=None):
    """anyTimeInterrogation and its result: info are the fields of SubscriberInfo."""
    requested = p(0) + p(1) + (b"" if domain is None else p(4, bytes([domain])))
    argument = sequence(c(0, name), c(1, requested), p(3, isdn(PNA.title)))
    otid = SCF_IDS.take()
    trace.send(PNA, HLR, begin(otid, aarq(ATI), invoke(1, 71, argument)))
    if between:
        between()
    trace.wait(wait)
    if answer is None:
        answer = result(1, 71, sequence(sequence(info)))
    trace.send(HLR, PNA, end(otid, aare(ATI), answer))


def by_imsi(subscriber):
    return p(0, tbcd(subscriber.imsi))


def by_msisdn(subscriber):
    return p(1, isdn(subscriber.msisdn))


def csi(codes, active):
    triggers = sequence(*[tlv(b"\x04", bytes([code])) for code in codes])
    return triggers + integer(42) + p(0, isdn(PNA.title)) + p(2) + (p(3) if active else b"")


# --- CAP, calls -------------------------------------------------------------------------------------


def initial_dp(subscriber, event, reference_number=None, msc=MSC, location=b"", service=b"", bearer=b"", redirecting=b"", gmsc=None):
    """Fields in the order of their tags."""
    return sequence(
        p(0, whole(42)),
        p(3, isup(subscriber.msisdn)) if event == 2 else b"",
        c(27, p(0, bearer)) if bearer else b"",
        p(28, bytes([event])),
        p(29, redirecting) if redirecting else b"",
        p(50, tbcd(subscriber.imsi)),
        c(52, location) if location else b"",
        c(53, service) if service else b"",
        p(54, struct.pack(">I", reference_number)) if reference_number else b"",
        p(55, isdn(msc.title)) if msc else b"",
        c(59, p(0, isdn(gmsc.title))) if gmsc else b"",
    )


TELEPHONY = p(3, b"\x11")
FACSIMILE = p(3, b"\x61")
ASYNCHRONOUS_DATA = p(2, b"\x17")
SYNCHRONOUS_DATA = p(2, b"\x1f")


def report(event, specific=b"", leg=None):
    return sequence(
        p(0, bytes([event])),
        c(2, specific) if specific else b"",
        c(3, p(1, bytes([leg]))) if leg else b"",
        c(4, p(0, b"\x01")),
    )


def cause(value):
    return p(0, bytes([0x80, 0x80 | value]))


class Call:
    """One dialogue of a switch with the gsmSCF."""

    def __init__(self, trace, argument, context=CAP4, node=MSC):
        self.trace, self.context, self.node = trace, context, node
        self.otid, self.dtid = IDS.take(), SCF_IDS.take()
        self.number = 1
        trace.send(node, SCF, begin(self.otid, aarq(context), invoke(1, 0, argument)))
        events = [sequence(p(0, bytes([e])), p(1, b"\x01")) for e in (7, 5, 6, 10)]
        events += [sequence(p(0, b"\x09"), p(1, b"\x01"), c(2, p(0, bytes([leg])))) for leg in (1, 2)]
        armed = invoke(1, 23, sequence(c(0, *events)))
        trace.send(SCF, node, cont(self.dtid, self.otid, aare(context), armed, invoke(2, 31)))

    def told(self, event, specific=b"", leg=None):
        self.number += 1
        self.trace.send(
            self.node,
            SCF,
            cont(self.otid, self.dtid, b"", invoke(self.number, 24, report(event, specific, leg))),
        )
        return self

    def released(self, argument):
        self.number += 1
        self.trace.send(self.node, SCF, end(self.dtid, b"", invoke(self.number, 96, argument)))

    def over(self):
        self.trace.send(SCF, self.node, end(self.otid, b""))

    def wait(self, seconds):
        self.trace.wait(seconds)
        return self


def mo(trace, subscriber, context=CAP4, **fields):
    return Call(trace, initial_dp(subscriber, 2, **fields), context)


def vt(trace, subscriber, context=CAP4, **fields):
    return Call(trace, initial_dp(subscriber, 12, **fields), context)


HANG_UP = c(7, cause(16))
T_HANG_UP = c(12, cause(16))


def calls():
    """Rows of calls: each way to be busy and to be idle again, both sides, three versions, bearers."""
    t = Trace(1700100000)
    place = cs_location(3, VLR.title, cgi(6699, 15437))
    one = Subscriber(1)
    attach(t, one)
    call = mo(t, one, location=place, reference_number=0x0A0B0C01, service=TELEPHONY)
    call.told(19, leg=2).wait(5).told(7, leg=2).wait(60).told(9, HANG_UP, leg=1).over()

    two = Subscriber(2)
    attach(t, two)
    call = vt(t, two, CAP3, location=cs_location(0, VLR.title, area=lai(6700)), service=TELEPHONY)
    call.told(27, leg=2).wait(4).told(15, leg=2).wait(30).told(17, T_HANG_UP, leg=2).over()

    # never answered: one subscriber after the other, so that each shows its own event
    endings = [
        (2, 4, c(2, cause(1)), None),
        (2, 5, c(3, cause(17)), 2),
        (2, 6, c(4), 2),
        (2, 10, b"", 1),
        (12, 14, c(9), 2),
        (12, 18, b"", 1),
    ]
    for number, (side, event, specific, leg) in enumerate(endings, 11):
        subscriber = Subscriber(number)
        attach(t, subscriber)
        Call(t, initial_dp(subscriber, side)).wait(3).told(event, specific, leg).over()

    # version 2: no ext-basicServiceCode understood, the bearer capability tells
    three = Subscriber(3)
    attach(t, three)
    call = mo(t, three, CAP2, bearer=bytes.fromhex("8890a6"))
    call.wait(3).told(7, leg=2).wait(9).told(9, HANG_UP, leg=2).over()

    # bearers
    for number, service in ((21, FACSIMILE), (22, ASYNCHRONOUS_DATA), (23, SYNCHRONOUS_DATA)):
        subscriber = Subscriber(number)
        attach(t, subscriber)
        mo(t, subscriber, service=service).told(7, leg=2)

    # entityReleased: of the call segment, and of a leg
    for number, argument in ((31, c(0, p(0, b"\x01"), p(2, b"\x80\x83"))), (32, c(1, c(0, p(1, b"\x02")), p(2, b"\x80\x83")))):
        subscriber = Subscriber(number)
        attach(t, subscriber)
        mo(t, subscriber).told(7, leg=2).wait(8).released(argument)

    # events that change nothing
    four = Subscriber(4)
    attach(t, four)
    call = mo(t, four, service=TELEPHONY).told(7, leg=2).wait(1)
    call.told(8, leg=1).told(50, c(50, c(50, cs_location(0, VLR.title, cgi(6699, 9)))), leg=1)
    call.wait(2).told(9, HANG_UP, leg=1).over()
    t.wait(1)
    t.write("cap_calls")


def several_calls():
    """Two calls at once, call waiting, both legs, a conversation in which each end is told twice."""
    t = Trace(1700110000)
    one = Subscriber(1)
    attach(t, one)
    first = mo(t, one, reference_number=0x11).told(7, leg=2).wait(20)
    second = vt(t, one, reference_number=0x12, service=TELEPHONY).wait(5)  # it knocks
    second.told(15, leg=2).wait(10)
    first.told(9, HANG_UP, leg=2)
    first.over()
    t.wait(10)
    second.told(17, T_HANG_UP, leg=1).over()
    t.wait(5)

    # a second call that nobody takes leaves the first alone
    two = Subscriber(2)
    attach(t, two)
    first = vt(t, two, reference_number=0x21).told(15, leg=2).wait(20)
    second = vt(t, two, reference_number=0x22).wait(9)
    second.told(14, c(9), leg=2).over()
    third = vt(t, two, reference_number=0x23)
    third.told(13, c(8, cause(17)), leg=2).over()
    t.wait(10)
    first.told(17, T_HANG_UP, leg=2).over()

    # subscriber three calls subscriber four, both ours: each has a call of its own
    three, four = Subscriber(3), Subscriber(4)
    attach(t, three)
    attach(t, four)
    a = mo(t, three, reference_number=0x31)
    b = vt(t, four, reference_number=0x32, gmsc=GMSC)
    t.wait(6)
    b.told(15, leg=2)
    a.told(7, leg=2).wait(30)
    a.told(9, HANG_UP, leg=2)
    b.told(17, T_HANG_UP, leg=2)
    a.told(9, HANG_UP, leg=1).over()
    b.over()
    # one leg in each of two messages, then the next call of the same subscriber
    a = mo(t, three, reference_number=0x33).told(7, leg=2).wait(3)
    a.told(9, HANG_UP, leg=1).over()
    t.wait(1)
    t.write("cap_several_calls")


def forwarded_calls():
    """What is forwarded is not on the phone; a gateway's call is none of the subscriber's; busy and its causes."""
    t = Trace(1700120000)
    redirecting = isup("46700000001")
    forwarded = c(10, p(52))

    one = Subscriber(1)  # forwarding leg: the served subscriber redirects
    attach(t, one)
    call = mo(t, one, redirecting=redirecting).wait(3).told(7, leg=2).wait(9)
    call.told(9, HANG_UP, leg=2).over()

    two = Subscriber(2)  # answered by the forwarded-to party
    attach(t, two)
    call = vt(t, two, CAP3).wait(3).told(15, forwarded, leg=2).wait(9)
    call.told(17, T_HANG_UP, leg=2).over()

    three = Subscriber(3)  # forwarded on busy, on no answer
    attach(t, three)
    vt(t, three).told(13, c(8, cause(17), p(50)), leg=2).over()
    vt(t, three).wait(20).told(14, c(9, p(50)), leg=2).over()

    four = Subscriber(4)  # busy with a call that we know of, busy with none, out of reach
    attach(t, four)
    known = mo(t, four, reference_number=0x41).told(7, leg=2).wait(5)
    vt(t, four, reference_number=0x42).told(13, c(8, cause(17)), leg=2).over()
    known.wait(5).told(9, HANG_UP, leg=1).over()
    vt(t, four, reference_number=0x43).told(13, c(8, cause(17)), leg=2).over()
    vt(t, four, reference_number=0x44).told(13, c(8, cause(20)), leg=2).over()
    vt(t, four, reference_number=0x45).told(13, leg=2).over()

    five = Subscriber(5)  # T-CSI: the gateway MSC tells
    attach(t, five)
    argument = initial_dp(five, 12, reference_number=0x51, msc=None, gmsc=GMSC)
    call = Call(t, argument, CAP4, GMSC).wait(3).told(15, leg=2).wait(9)
    call.told(17, T_HANG_UP, leg=2).over()

    six = Subscriber(6)  # oAnswer by a forwarded-to party is the other side's affair
    attach(t, six)
    call = mo(t, six).told(5, c(3, cause(17)), leg=2).wait(1)
    call.told(7, leg=2).wait(5).told(9, HANG_UP, leg=1).over()
    t.wait(1)
    t.write("cap_forwarded")


def lost_calls():
    """Dialogues that end while their calls go on."""
    t = Trace(1700130000)
    subscribers = [Subscriber(n) for n in range(1, 8)]
    for subscriber in subscribers:
        attach(t, subscriber)
    busy = [mo(t, subscriber).told(7, leg=2) for subscriber in subscribers]
    t.wait(10)
    u, pr, ended, told, heard, again, reused = busy
    t.send(MSC, SCF, u_abort(u.dtid))
    t.send(SCF, MSC, p_abort(pr.otid, 4))
    ended.over()
    told.told(9, HANG_UP, leg=1)
    t.send(MSC, SCF, p_abort(told.dtid, 1))  # after its end: nothing is unknown
    t.send(MSC, SCF, end(heard.dtid, b"", invoke(9, 24, report(9, HANG_UP, 2))))
    t.send(SCF, MSC, u_abort(again.otid))
    t.wait(2)
    mo(t, subscribers[5]).told(7, leg=2)  # within the five seconds it is known again
    # the switch begins another dialogue under a transaction id that is in use
    argument = initial_dp(Subscriber(8), 2)
    t.send(MSC, SCF, begin(reused.otid, aarq(CAP4), invoke(1, 0, argument)))
    t.wait(10)
    attach(t, Subscriber(9))  # the clock goes on
    # what comes of dialogues that never began, or are over
    t.send(MSC, SCF, cont(0x7777, 0x8888, b"", invoke(2, 24, report(7, b"", 2))))
    t.send(MSC, SCF, cont(u.otid, u.dtid, b"", invoke(3, 24, report(9, HANG_UP, 1))))
    t.wait(1)
    t.write("cap_lost")


# --- CAP, GPRS --------------------------------------------------------------------------------------


NOON = bytes.fromhex("0232116121000000")  # timeAndTimeZone


def end_user(octets, kind):
    return p(0, b"\xf1") + p(1, bytes([kind])) + p(2, octets)


IPV4 = end_user(bytes([10, 96, 200, 1]), 0x21)
IPV6 = end_user(bytes.fromhex("20010db8000000000000000000000abc"), 0x57)


def apn(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))


def initial_dp_gprs(subscriber, event, place=b"", address=b"", name=None):
    return sequence(
        p(0, whole(43)),
        p(1, bytes([event])),
        p(2, isdn(subscriber.msisdn)),
        p(3, tbcd(subscriber.imsi)),
        p(4, NOON),
        c(6, address) if address else b"",
        p(8, apn(name)) if name else b"",
        c(12, place) if place else b"",
    )


def report_gprs(event, specific=b"", pdp=None):
    return sequence(
        p(0, bytes([event])),
        c(1, p(0, b"\x01")),
        c(2, specific) if specific else b"",
        p(3, bytes([pdp])) if pdp else b"",
    )


def gone(pdp=None):
    return sequence(p(0, b"\x00"), p(1, bytes([pdp])) if pdp else b"")


class Session:
    """A relationship of an SGSN with the gsmSCF, in one TC dialogue or several."""

    def __init__(self, trace, argument, ours=None, theirs=None, node=SGSN):
        self.trace, self.node, self.ours, self.theirs = trace, node, ours, theirs
        information = reference(origination=theirs) if theirs is not None else b""
        self.open(invoke(1, 78, argument), GPRS, information)
        events = [sequence(p(0, bytes([e])), p(1, b"\x01")) for e in (2, 3, 11, 12, 13, 14)]
        information = reference(theirs, ours) if ours is not None else b""
        trace.send(
            SCF,
            node,
            cont(self.dtid, self.otid, aare(GPRS, information), invoke(1, 81, sequence(c(0, *events))), invoke(2, 75, sequence())),
        )

    def open(self, component, context, information):
        self.otid, self.dtid = IDS.take(), SCF_IDS.take()
        self.number = 1
        self.trace.send(self.node, SCF, begin(self.otid, aarq(context, information), component))

    def pause(self):
        """The gprsSSF ends the TC dialogue; the relationship stays."""
        self.trace.send(self.node, SCF, end(self.dtid, b""))
        return self

    def resume(self, operation, argument):
        self.open(invoke(1, operation, argument), GPRS, reference(self.ours, self.theirs))
        answer = aare(GPRS, reference(self.theirs, self.ours))
        self.trace.send(SCF, self.node, cont(self.dtid, self.otid, answer, result(1)))
        return self

    def told(self, operation, argument):
        self.number += 1
        self.trace.send(self.node, SCF, cont(self.otid, self.dtid, b"", invoke(self.number, operation, argument)))
        self.trace.send(SCF, self.node, cont(self.dtid, self.otid, b"", result(self.number)))
        return self

    def wait(self, seconds):
        self.trace.wait(seconds)
        return self


def ack(place=b"", address=b"", name=None):
    """pDPContextEstablishmentAcknowledgementSpecificInformation."""
    return c(
        5,
        p(0, apn(name)) if name else b"",
        c(2, address) if address else b"",
        c(4, place) if place else b"",
    )


def sessions():
    """Rows of GPRS: attach, positions, PDP contexts, detach, releases, routeing area updates."""
    t = Trace(1700140000)
    place = ps_location(cgi(6699, 15437), routing=rai(6699, 7), sgsn=SGSN.title, camel=True)
    one = Subscriber(1)  # one relationship for the whole session, two contexts
    s = Session(t, initial_dp_gprs(one, 1, place))
    s.wait(2).told(80, report_gprs(11, c(4, p(0, apn("internet")), c(1, p(0, b"\xf1") + p(1, b"\x21"))), 5))
    s.told(80, report_gprs(12, ack(b"", IPV4, "internet"), 5)).wait(3)
    s.told(80, report_gprs(12, ack(b"", IPV6, "ims.mnc099.mcc240.gprs"), 6)).wait(3)
    moved = ps_location(cgi(6700, 12), routing=rai(6700, 8), sgsn=SGSN.title, camel=True)
    s.told(80, report_gprs(2, c(0, c(0, moved)))).wait(3)
    s.told(80, report_gprs(14, c(1, c(2, ps_location(area=lai(6701), sgsn=SGSN.title, camel=True))), 5)).wait(3)
    s.told(80, report_gprs(13, c(3, p(0, b"\x00")), 5)).wait(3)
    s.told(76, gone(6)).wait(3)
    s.told(80, report_gprs(3, c(2, p(0, b"\x00"))))

    two = Subscriber(2)  # a relationship for one context
    gprs_attach(t, two)
    s = Session(t, initial_dp_gprs(two, 11, place, p(0, b"\xf1") + p(1, b"\x21"), "internet"))
    s.wait(1).told(80, report_gprs(12, ack(place, IPV4, "internet"))).wait(60)
    s.told(76, gone())

    three = Subscriber(3)  # an acknowledged context, disconnected
    gprs_attach(t, three)
    s = Session(t, initial_dp_gprs(three, 12, ps_location(routing=rai(6699, 7), sgsn=SGSN.title, sai=True, cell=cgi(6699, 77), camel=True), IPV6, "internet"))
    s.wait(60).told(80, report_gprs(13, c(3, p(0, b"\x01"))))

    four = Subscriber(4)  # released as a whole
    s = Session(t, initial_dp_gprs(four, 1, place))
    s.wait(5).told(80, report_gprs(12, ack(b"", IPV4, "internet"), 5)).wait(5)
    s.told(76, gone())

    five = Subscriber(5)  # moves to another SGSN, which tells of it in time
    s = Session(t, initial_dp_gprs(five, 1, place))
    s.wait(5).told(80, report_gprs(3, c(2, p(0, b"\x01"), p(1))))
    t.wait(4)
    beyond = ps_location(routing=rai(7000, 1), sgsn=OTHER_SGSN.title, camel=True)
    Session(t, initial_dp_gprs(five, 2, beyond), node=OTHER_SGSN)

    six = Subscriber(6)  # moves, and nobody tells of it
    s = Session(t, initial_dp_gprs(six, 12, place, IPV4, "internet"))
    t.wait(5)
    s.told(80, report_gprs(13, c(3, p(0, b"\x01"), p(1))))
    seven = Subscriber(7)
    s = Session(t, initial_dp_gprs(seven, 1, place))
    t.wait(5)
    s.told(80, report_gprs(3, c(2, p(0, b"\x01"), p(1))))
    t.wait(20)

    ten = Subscriber(10)  # a relationship for one context, whose number is told later and again not
    s = Session(t, initial_dp_gprs(ten, 12, place, IPV4, "internet"))
    s.wait(5).told(80, report_gprs(14, c(1, c(2, place)), 5)).wait(5).told(80, report_gprs(13, c(3, p(0, b"\x00"))))
    eleven = Subscriber(11)  # the other way round; after a routeing area update it has another number
    s = Session(t, initial_dp_gprs(eleven, 11, place, name="internet"))
    s.told(80, report_gprs(12, ack(b"", IPV4, "internet"), 5)).wait(5)
    s.told(80, report_gprs(14, c(1, c(2, place)))).wait(5)
    s.told(80, report_gprs(14, c(1, c(2, place)), 6)).wait(5).told(76, gone(6))

    eight = Subscriber(8)  # routeing area alone, and no place at all
    Session(t, sequence(p(0, whole(43)), p(1, b"\x01"), p(2, isdn(eight.msisdn)), p(3, tbcd(eight.imsi)), p(4, NOON), p(9, rai(6702, 9))))
    Session(t, initial_dp_gprs(Subscriber(9), 1))
    t.wait(1)
    t.write("cap_gprs")


def cells_of_map():
    """Some SGSNs write the cell as MAP does, which tshark does not read in CAP."""
    t = Trace(1700145000)
    place = ps_location(cgi(6699, 15437), routing=rai(6699, 7), sgsn=SGSN.title)
    s = Session(t, initial_dp_gprs(Subscriber(1), 1, place))
    s.told(80, report_gprs(2, c(0, c(0, ps_location(area=lai(6701), sgsn=SGSN.title)))))
    t.write("cap_gprs_cells_of_map")


def relationships():
    """Relationships that go on in later TC dialogues, by their reference numbers."""
    t = Trace(1700150000)
    place = ps_location(routing=rai(6699, 7), sgsn=SGSN.title, camel=True)
    one, two = Subscriber(1), Subscriber(2)
    first = Session(t, initial_dp_gprs(one, 1, place), ours=0x101, theirs=0x55)
    second = Session(t, initial_dp_gprs(two, 1, place), ours=0x102, theirs=0x56)
    first.pause()
    second.pause()
    t.wait(600)
    first.resume(80, report_gprs(12, ack(b"", IPV4, "internet"), 5)).pause()
    second.resume(80, report_gprs(12, ack(b"", IPV6, "internet"), 5)).pause()
    t.wait(3600)
    first.resume(80, report_gprs(13, c(3, p(0, b"\x00")), 5)).pause()
    t.wait(3600)
    # the gsmSCF begins: it names the relationship by the SGSN's reference
    otid, dtid = SCF_IDS.take(), IDS.take()
    t.send(SCF, SGSN, begin(otid, aarq(GPRS_BY_SCF, reference(0x56, 0x102)), invoke(1, 70)))
    t.send(SGSN, SCF, cont(dtid, otid, aare(GPRS_BY_SCF, reference(0x102, 0x56)), result(1)))
    t.send(SGSN, SCF, cont(dtid, otid, b"", invoke(1, 80, report_gprs(13, c(3, p(0, b"\x03")), 5))))
    t.send(SCF, SGSN, cont(otid, dtid, b"", result(1)))
    t.send(SGSN, SCF, end(otid, b""))
    t.wait(60)
    # both sides begin at once: one of the dialogues is aborted, which means nothing
    overlapping = IDS.take()
    t.send(SGSN, SCF, begin(overlapping, aarq(GPRS, reference(0x101, 0x55)), invoke(1, 80, report_gprs(2, c(0, c(0, place))))))
    t.send(SCF, SGSN, u_abort(overlapping))
    first.resume(76, gone()).pause()
    # references that nobody gave, that another SGSN was given, and none
    for node, information in ((SGSN, reference(0x999, 0x55)), (OTHER_SGSN, reference(0x102, 0x56)), (SGSN, b"")):
        otid = IDS.take()
        t.send(node, SCF, begin(otid, aarq(GPRS, information), invoke(1, 76, gone())))
        t.send(SCF, node, end(otid, aare(GPRS), result(1)))
    t.wait(60)
    second.resume(80, report_gprs(3, c(2, p(0, b"\x00")))).pause()
    t.wait(1)
    t.write("cap_gprs_relationships")


# --- Ph ---------------------------------------------------------------------------------------------

ASSUMED_IDLE, CAMEL_BUSY, NOT_PROVIDED = p(0), p(1), p(2)


def unreachable(reason):
    return tlv(b"\x0a", bytes([reason]))


def interrogations():
    """Every state and reason of both domains, and a report that comes between question and answer."""
    t = Trace(1700160000)
    place = c(0, cs_location(4, VLR.title, cgi(6699, 15437)))
    states = [ASSUMED_IDLE, CAMEL_BUSY, NOT_PROVIDED] + [unreachable(r) for r in range(4)]
    for number, state in enumerate(states, 1):
        subscriber = Subscriber(number)
        attach(t, subscriber)
        t.wait(5000)
        known = place if number <= 2 else b""
        ask(t, by_imsi(subscriber), known + c(1, state), domain=CS if number != 2 else None)
    t.wait(100)
    contexts = sequence(p(0, b"\x05"), p(1), p(2, b"\xf1\x21"))
    ps_place = c(3, ps_location(cgi(6699, 15437), routing=rai(6699, 7), sgsn=SGSN.title, age=9))
    ps_states = [p(0), p(1), p(2), p(3), c(4, contexts), c(5, contexts)]
    ps_states += [unreachable(r) for r in range(4)]
    for number, state in enumerate(ps_states, 21):
        subscriber = Subscriber(number)
        gprs_attach(t, subscriber)
        t.wait(5000)
        known = ps_place if 23 <= number <= 26 else b""
        ask(t, by_imsi(subscriber), known + c(4, state), domain=PS)

    # unknown before; by MSISDN; a service area; a location area only
    ask(t, by_msisdn(Subscriber(41)), c(0, cs_location(0, VLR.title, cgi(6699, 5), sai=True)) + c(1, ASSUMED_IDLE))
    ask(t, by_imsi(Subscriber(42)), c(0, cs_location(77, VLR.title, area=lai(6703))) + c(1, CAMEL_BUSY))
    ask(t, by_imsi(Subscriber(43)), c(0, cs_location(2, VLR.title, cgi(6699, 6))))

    # T3: the answer is as old as its question
    late = Subscriber(51)
    attach(t, late)
    t.wait(5000)
    ask(t, by_imsi(late), c(1, unreachable(1)), 2, CS, between=lambda: attach(t, late))
    # a call that began between question and answer; a call whose end was missed
    early = Subscriber(52)
    attach(t, early)
    t.wait(30)
    ask(t, by_imsi(early), c(1, ASSUMED_IDLE), 2, CS, between=lambda: mo(t, early).told(7, leg=2))
    # a call that ended between question and answer: nobody is on the phone; nor after a detach
    over = Subscriber(55)
    attach(t, over)
    call = mo(t, over).told(7, leg=2).wait(30)
    ask(t, by_imsi(over), c(1, CAMEL_BUSY), 2, CS, between=lambda: call.told(9, HANG_UP, leg=1).over())
    left = Subscriber(56)
    attach(t, left)
    mo(t, left).told(7, leg=2).wait(30)
    ask(t, by_imsi(left), c(1, CAMEL_BUSY), 2, CS, between=lambda: note_mm(t, VLR, left, 0x03))
    # a PDP context that ended between question and answer
    closed = Subscriber(57)
    gprs_attach(t, closed)
    s = Session(t, initial_dp_gprs(closed, 12, address=IPV4, name="internet"))
    t.wait(30)
    ended = report_gprs(13, c(3, p(0, b"\x00")), 5)
    ask(t, by_imsi(closed), c(4, c(5, contexts)), 2, PS, between=lambda: s.told(80, ended))
    # the register names a VLR that has not reported
    moved = Subscriber(58)
    attach(t, moved)
    t.wait(5000)
    elsewhere = c(0, cs_location(4, "46701111112", cgi(7000, 1)))
    ask(t, by_imsi(moved), elsewhere + c(1, ASSUMED_IDLE), domain=CS)
    note_mm(t, VLR, moved, 0x03)
    stuck = Subscriber(53)
    attach(t, stuck)
    mo(t, stuck).told(7, leg=2).wait(600)
    ask(t, by_imsi(stuck), c(1, ASSUMED_IDLE), 1, CS)

    # no result
    ask(t, by_imsi(Subscriber(54)), b"", answer=error(1, 49))
    ask(t, by_imsi(Subscriber(54)), b"", answer=error(1, 1))
    ask(t, by_imsi(Subscriber(54)), b"", answer=b"")
    t.wait(1)
    t.write("ph_interrogation")


def reporting():
    """What the home register tells of M-CSI and MG-CSI: asked, modified, of its own accord."""
    t = Trace(1700170000)
    one = Subscriber(1)
    attach(t, one)
    mobility = csi([0, 1, 2, 3, 4], True)
    gprs_mobility = csi([0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86], True)

    def exchange(node, peer, context, operation, argument, answer):
        otid = IDS.take() if node is HLR else SCF_IDS.take()
        t.send(node, peer, begin(otid, aarq(context), invoke(1, operation, argument)))
        t.send(peer, node, end(otid, aare(context), answer))
        t.wait(5)

    question = sequence(c(0, by_imsi(one)), c(1, p(3, b"\x07"), p(7, b"\x01")), p(2, isdn(PNA.title)))
    subscription = c(4, c(12, mobility), c(17, gprs_mobility))
    exchange(PNA, HLR, ATSI, 62, question, result(1, 62, sequence(subscription)))
    change = c(4, p(0, b"\x07"), p(2, b"\x01"))
    modification = sequence(c(0, by_imsi(one)), p(1, isdn(PNA.title)), change)
    exchange(PNA, HLR, ATSI, 65, modification, result(1, 65, sequence(c(1, c(12, mobility)))))
    exchange(PNA, HLR, ATSI, 62, question, error(1, 60))

    def modified(subscriber, information):
        argument = sequence(tlv(b"\x04", tbcd(subscriber.imsi)), tlv(b"\x04", isdn(subscriber.msisdn)), c(3, information))
        exchange(HLR, PNA, NSDM, 5, argument, result(1))

    modified(one, c(12, csi([0, 1, 2, 3, 4], False)))
    modified(one, c(17, csi([0x80, 0x81, 0x83], False)))
    modified(one, c(12, mobility))
    modified(Subscriber(2), c(12, mobility))
    note_mm(t, VLR, one, 0x03)
    t.write("ph_reporting")


# --- faults -----------------------------------------------------------------------------------------


def faults():
    """Arguments with faults: in what names the subscriber or the event, and in what may be left out."""
    t = Trace(1700180000)
    one = Subscriber(1)

    def call(argument, context=CAP4):
        return Call(t, argument, context)

    call(sequence(p(0, whole(42)), p(28, b"\x02"))).told(7, leg=2)  # nobody's call
    call(sequence(p(28, b"\x02"), p(50, tbcd(one.imsi))))  # no service key
    call(sequence(p(0, whole(42)), p(28, b"\x02"), p(50, b"\x4f\x01\x93")))  # no IMSI in its octets
    call(b"")
    # without an IMSI the caller is known by the number, if that is whole
    call(sequence(p(0, whole(42)), p(3, isup(one.msisdn)), p(28, b"\x02"))).told(7, leg=2).told(9, HANG_UP, leg=1)
    # everything that may be left out is wrong: the call is heard
    sick = call(
        sequence(
            p(0, whole(42)),
            p(3, b"\xff"),
            c(27, p(0, b"")),
            p(28, b"\x02"),
            p(50, tbcd(one.imsi)),
            c(52, tlv(b"\x02", b"\xff\xff")),
            c(53),
            p(55, b"\x11"),
            c(59, b"\x80\x09"[:1] + b"\x00"),
        )
    )
    sick.told(7, c(5, p(0, b"\x80")), leg=7)
    t.send(MSC, SCF, cont(sick.otid, sick.dtid, b"", invoke(8, 24, sequence(c(3, p(1, b"\x02"))))))  # no event
    sick.told(99).told(9, c(7, p(0, b"\x00")), leg=1).over()
    call(initial_dp(one, 2), "0.4.0.0.1.0.50.0")  # version 1, which we refuse
    # GPRS
    Session(t, sequence(p(0, whole(43)), p(1, b"\x01"), p(3, tbcd(one.imsi)), p(4, NOON))).told(76, gone())
    place = c(12, c(0, p(1, b"\x42")))
    names = p(2, isdn(one.msisdn)) + p(3, tbcd(one.imsi)) + p(4, NOON)
    s = Session(t, sequence(p(0, whole(43)), p(1, b"\x01"), names, c(6, p(0, b"\xf1")), p(8, b"\x09net"), place))
    s.told(80, sequence(p(3, b"\x05"))).told(80, report_gprs(12, c(5, p(0, b"\x40x")), 5)).told(80, report_gprs(77))
    # Ph
    ask(t, by_imsi(one), b"", answer=result(1))
    ask(t, by_imsi(one), c(1, p(9)))
    ask(t, p(0, b"\x4f"), c(1, ASSUMED_IDLE))
    t.send(HLR, PNA, begin(IDS.take(), aarq(NSDM), invoke(1, 5, sequence(tlv(b"\x04", tbcd(one.imsi))))))
    t.write("cap_faults")


if __name__ == "__main__":
    calls()
    several_calls()
    forwarded_calls()
    lost_calls()
    sessions()
    cells_of_map()
    relationships()
    interrogations()
    reporting()
    faults()
