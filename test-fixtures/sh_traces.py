#!/usr/bin/env python3
"""Writes replay/ph_sh and replay/sh_*: Sh over TCP and SCTP, alone and mixed with SS7 and RADIUS.

Its own writer of Diameter (RFC 6733), Sh (TS 29.328, TS 29.329) and what carries them. Each row also says what is to be
printed of it, so that expected.jsonl and expected.summary.json come from the rules and not from the gateway.
"""

import base64
import json
import os
import struct
import time

import radius_traces
import traces
from traces import Subscriber, cgi, isdn, lai, rai, tbcd

SH = 16777217
CER, DWR, UDR, SNR, PNR = 257, 280, 306, 308, 309
NAMES = {CER: "Capabilities-Exchange", DWR: "Device-Watchdog", UDR: "User-Data", SNR: "Subscribe-Notifications", PNR: "Push-Notification", 316: "Command-316"}
LOCATION, USER_STATE, IMS_STATE, REPOSITORY = 14, 15, 11, 0
CS, PS = 0, 1
REQUEST, PROXIABLE, ERROR, AGAIN = 0x80, 0x40, 0x20, 0x10
CS_NAMES = ["CAMELBusy", "NetworkDeterminedNotReachable", "AssumedIdle", "NotProvidedFromVLR"]
PS_NAMES = [
    "Detached",
    "AttachedNotReachableForPaging",
    "AttachedReachableForPaging",
    "ConnectedNotReachableForPaging",
    "ConnectedReachableForPaging",
    "notProvidedFromSGSN",
    "networkDeterminedNotReachable",
]
IMS_NAMES = ["NOT_REGISTERED", "REGISTERED", "REGISTERED_UNREG_SERVICES", "AUTHENTICATION_PENDING"]

# --- Diameter -----------------------------------------------------------------------------------


def avp(code, data, vendor=0):
    head = struct.pack(">II", code, (0xC0 if vendor else 0x40) << 24 | (12 if vendor else 8) + len(data))
    return head + (struct.pack(">I", vendor) if vendor else b"") + data + b"\0" * (-len(data) % 4)


def text(code, value):
    return avp(code, value.encode())


def number(code, value):
    return avp(code, struct.pack(">I", value))


def gpp(code, data):
    return avp(code, struct.pack(">I", data) if isinstance(data, int) else data, 10415)


def message(flags, command, application, hop_by_hop, end_to_end, *avps):
    body = b"".join(avps)
    words = (1 << 24 | 20 + len(body), flags << 24 | command, application, hop_by_hop, end_to_end)
    return struct.pack(">5I", *words) + body


# --- Sh-Data ------------------------------------------------------------------------------------


def element(name, content):
    return "<%s>%s</%s>" % (name, content, name)


def b64(octets):
    return base64.b64encode(octets).decode()


def node(name, digits):
    return element(name, element("Address", b64(isdn(digits))))


def cs_place(cell=None, sai=None, area=None, vlr=None, age=None):
    return place("CSLocationInformation", "VLRNumber", cell, sai, area, None, vlr, age)


def ps_place(cell=None, sai=None, area=None, routing=None, sgsn=None, age=None):
    return place("PSLocationInformation", "SGSNNumber", cell, sai, area, routing, sgsn, age)


def place(name, node_name, cell, sai, area, routing, digits, age):
    parts = [("CellGlobalId", cell), ("ServiceAreaId", sai), ("LocationAreaId", area), ("RoutingAreaId", routing)]
    out = "".join(element(one, b64(value)) for one, value in parts if value)
    out += node(node_name, digits) if digits else ""
    out += element("CurrentLocationRetrieved", "0")
    return element(name, out + (element("AgeOfLocationInformation", age) if age is not None else ""))


def sh_data(ims=None, place="", cs=None, ps=None, eps=None, five=None, uris=(), numbers=(), imsi=None):
    """In the order of the schema; EPS stands four elements Extension deep, 5GS seven."""
    out = "".join(element("IMSPublicIdentity", one) for one in uris) + "".join(element("MSISDN", one) for one in numbers)
    out = element("PublicIdentifiers", out) if out else ""
    out += element("Sh-IMS-Data", element("IMSUserState", ims)) if ims is not None else ""
    out += place
    out += element("CSUserState", cs) if cs is not None else ""
    out += element("PSUserState", ps) if ps is not None else ""
    newest = element("Sh-5GSUserState", five) if five is not None else ""
    newest = element("Extension", newest) if newest else ""
    newest = (element("IMSI", imsi) if imsi else "") + newest
    newest = element("Extension", element("Extension", newest)) if newest else ""
    newest = (element("EPSUserState", eps) if eps is not None else "") + newest
    if newest:
        for _ in range(4):
            newest = element("Extension", newest)
    return '<?xml version="1.0" encoding="UTF-8"?>' + element("Sh-Data", out + newest)


# --- what carries it ------------------------------------------------------------------------------


def packet(trace, protocol, sender, receiver, payload):
    ends = bytes(map(int, sender.split("."))) + bytes(map(int, receiver.split(".")))
    ip = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(payload), len(trace.frames), 0, 64, protocol, 0) + ends
    total = sum(struct.unpack(">10H", ip))
    total = (total & 0xFFFF) + (total >> 16)
    ip = ip[:10] + struct.pack(">H", 0xFFFF - (total & 0xFFFF) - (total >> 16)) + ip[12:]
    frame = bytes.fromhex("020000000002020000000001" + "0800") + ip + payload
    head = struct.pack("<IIII", trace.micros // 1000000, trace.micros % 1000000, len(frame), len(frame))
    trace.frames.append(head + frame)
    trace.wait(0.01)


class Tcp:
    """A connection of a client to a server."""

    def __init__(self, trace, client, server, port, opens=True, service=3868):
        self.trace, self.ends, self.ports = trace, (client, server), (port, service)
        self.sequence = [0xFFFFFF00, 7000]
        if opens:
            self.segment(0, 2)
            self.segment(1, 18)
            self.segment(0, 16)

    def segment(self, side, flags, data=b"", at=None):
        sequence = (self.sequence[side] if at is None else at) & 0xFFFFFFFF
        acknowledged = 0 if flags == 2 else self.sequence[1 - side] & 0xFFFFFFFF
        ports = (self.ports[side], self.ports[1 - side])
        tcp = struct.pack(">HHIIBBHHH", *ports, sequence, acknowledged, 0x50, flags, 65535, 0, 0) + data
        packet(self.trace, 6, self.ends[side], self.ends[1 - side], tcp)
        if at is None:
            self.sequence[side] += len(data) + (1 if flags & 2 else 0)

    def send(self, side, octets):
        self.segment(side, 24, octets)

    def pieces(self, side, octets, *order):
        """Three segments; the numbers say which is sent when."""
        third = (len(octets) + 2) // 3
        begin = self.sequence[side]
        for one in order:
            self.segment(side, 24, octets[one * third : one * third + third], begin + one * third)
        self.sequence[side] = begin + len(octets)


class Sctp:
    """An association, of which each side has two addresses."""

    def __init__(self, trace, ppid, clients, servers, port):
        self.trace, self.ppid, self.ends, self.ports = trace, ppid, (clients, servers), (port, 3868)
        self.tsn, self.count = [100 * port, 200 * port], 0

    def chunk(self, side, flags, octets, stream_sequence):
        head = struct.pack(">BBHIHHI", 0, flags, 16 + len(octets), self.tsn[side], 0, stream_sequence, self.ppid)
        data = head + octets + b"\0" * (-len(octets) % 4)
        header = struct.pack(">HHI", self.ports[side], self.ports[1 - side], self.ports[0] << side)
        sctp = header + struct.pack("<I", traces.crc32c(header + b"\0\0\0\0" + data)) + data
        self.count += 1
        path = self.count % 2  # the paths take turns
        packet(self.trace, 132, self.ends[side][path], self.ends[1 - side][path], sctp)
        self.tsn[side] += 1

    def send(self, side, octets):
        self.chunk(side, 3, octets, self.tsn[side] & 0xFFFF)

    def pieces(self, side, octets, *_):
        sequence, third = self.tsn[side] & 0xFFFF, (len(octets) + 2) // 3
        self.chunk(side, 2, octets[:third], sequence)
        self.chunk(side, 0, octets[third : 2 * third], sequence)
        self.chunk(side, 1, octets[2 * third :], sequence)


# --- who speaks Sh ----------------------------------------------------------------------------------


class Expected:
    """What replay is to print."""

    def __init__(self, trace):
        self.trace, self.lines, self.operations, self.ignored, self.malformed = trace, [], {}, {}, []

    def operation(self, name, ignored=True):
        self.operations[name] = self.operations.get(name, 0) + 1
        if ignored:
            self.ignore(name)

    def ignore(self, reason):
        self.ignored[reason] = self.ignored.get(reason, 0) + 1

    def broken(self, reason):
        self.malformed.append({"file": "input.pcap", "frame": len(self.trace.frames), "reason": reason})

    def event(self, source, operation, event, code, who, published, where, back=0, **more):
        """Of the frame that was sent last, or so many before it."""
        seconds, micros = struct.unpack("<II", self.trace.frames[-1 - back][:8])
        line = {"file": "input.pcap", "frame": len(self.trace.frames) - back}
        line["time"] = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + ".%06dZ" % micros
        line.update(source=source, operation=operation, event=event, code=code, **who)
        line["published"] = published
        line.update(where, **more)
        self.lines.append({name: value for name, value in line.items() if value is not None})

    def write(self, case):
        self.trace.write(case)
        folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "replay", case)
        with open(os.path.join(folder, "expected.jsonl"), "w") as out:
            for line in self.lines:
                out.write(json.dumps(line, separators=(",", ":")) + "\n")
        summary = {"frames": len(self.trace.frames), "operations": dict(sorted(self.operations.items()))}
        summary.update(events=len(self.lines), published=sum(line["published"] for line in self.lines))
        summary.update(ignored=dict(sorted(self.ignored.items())), malformed=self.malformed)
        with open(os.path.join(folder, "expected.summary.json"), "w") as out:
            out.write(json.dumps(summary, separators=(",", ":")) + "\n")


def who(subscriber=None, uri=None, presentity=None, imsi=False):
    names = {"imsi": subscriber.imsi if imsi else None, "msisdn": subscriber.msisdn} if subscriber else {}
    return {**names, "presentity": presentity or ("tel:+" + subscriber.msisdn if subscriber else uri)}


def by_number(subscriber):
    return gpp(700, gpp(701, tbcd(subscriber.msisdn)))


def by_uri(uri):
    return gpp(700, gpp(601, uri.encode()))


class Peers:
    """The gateway, which is the client, and a home subscriber server."""

    PNA, HSS = 0, 1
    HOSTS = ("pna.ims.example", "hss.ims.example")

    def __init__(self, expected, link):
        self.expected, self.trace, self.link = expected, expected.trace, link
        self.hop_by_hop, self.end_to_end, self.sessions = 0x2000, 0x5A500000 + len(self.trace.frames), 0

    def exchange(self):
        """Capabilities, and a watchdog."""
        for command in (CER, DWR):
            self.hop_by_hop += 1
            both = command, 0, self.hop_by_hop, self.hop_by_hop
            self.link.send(0, message(REQUEST, *both, *self.origin(0), *self.capabilities(command)))
            self.expected.operation(NAMES[command] + "-Request")
            self.link.send(1, message(0, *both, number(268, 2001), *self.origin(1), *self.capabilities(command)))

    def origin(self, side):
        return text(264, self.HOSTS[side]), text(296, "ims.example")

    @staticmethod
    def capabilities(command):
        if command != CER:
            return ()
        application = avp(260, number(266, 10415) + number(258, SH))
        return avp(257, b"\0\1\x0a\1\1\x08"), number(266, 0), avp(269, b"x"), application

    def request(self, side, command, *avps, application=SH, flags=0, end_to_end=None, pieces=None):
        self.hop_by_hop += 1
        self.sessions += 1
        if end_to_end is None:
            self.end_to_end += 1
            end_to_end = self.end_to_end
        self.header = (command, application, self.hop_by_hop, end_to_end)
        self.session = text(263, "%s;1;%d" % (self.HOSTS[side], self.sessions))
        head = (self.session, avp(260, number(266, 10415) + number(258, SH)), number(277, 1), *self.origin(side))
        whole = message(REQUEST | PROXIABLE | flags, *self.header, *head, text(283, "ims.example"), *avps)
        self.deliver(side, whole, pieces)

    def deliver(self, side, octets, pieces):
        if pieces:
            self.link.pieces(side, octets, *pieces)
        else:
            self.link.send(side, octets)

    def answer(self, side, *avps, result=2001, experimental=None, flags=0, pieces=None):
        told = number(268, result)
        if experimental:
            told = avp(297, number(266, 10415) + number(298, experimental))
        head = (self.session, avp(260, number(266, 10415) + number(258, SH)), told, number(277, 1), *self.origin(side))
        self.deliver(side, message(PROXIABLE | flags, *self.header, *head, *avps), pieces)

    def ask(self, identity, reference, domain=None, **how):
        avps = [identity, gpp(703, reference)]
        if domain is not None:
            avps.append(gpp(706, domain))
        self.request(0, UDR, *avps, **how)
        self.expected.operation("User-Data-Request")

    def pull(self, subscriber, domain, document, reference=USER_STATE, between=None, ask=None, **how):
        """User-Data-Request by number, and its answer with a document."""
        self.ask(by_number(subscriber), reference, domain, **(ask or {}))
        if between:
            between()
        self.trace.wait(0.05)
        self.answer(1, gpp(702, document.encode()), **how)

    def push(self, identity, document, answered=True, **how):
        self.request(1, PNR, identity, gpp(702, document if isinstance(document, bytes) else document.encode()), **how)
        self.expected.operation("Push-Notification-Request", ignored=False)
        if answered:
            self.link.send(0, message(PROXIABLE, *self.header, self.session, number(268, 2001), *self.origin(0)))

    # what is to be printed

    def told(self, names, state, subscriber, published, where=None, operation="User-Data-Answer", **more):
        event, code = (None, None) if state is None else (names[state], str(state))
        names = more.get("who") or who(subscriber)
        self.expected.event("ph", operation, event, code, names, published, where or {})

    def cs(self, subscriber, state, published, place="", where=None, **how):
        self.pull(subscriber, CS, sh_data(place=place, cs=state), **how)
        self.told(CS_NAMES, state, subscriber, published, where)

    def ps(self, subscriber, state, published, place="", where=None, **how):
        self.pull(subscriber, PS, sh_data(place=place, ps=state), **how)
        self.told(PS_NAMES, state, subscriber, published, where)


class Collector:
    """Takes what one side says until it is sent in one segment."""

    def __init__(self):
        self.octets = b""

    def send(self, side, octets):
        self.octets += octets


CELL = {"age": 0, "cgi": "240-99-6699-15437", "vlr": traces.VLR.title}
IN_CELL = cs_place(cell=cgi(6699, 15437), vlr=traces.VLR.title, age=0)
ROUTING = {"age": 3, "rai": "240-99-6699-7", "sgsn": traces.SGSN.title}
IN_ROUTING_AREA = ps_place(routing=rai(6699, 7), sgsn=traces.SGSN.title, age=3)


def ph_sh():
    t = traces.Trace(1700300000)
    x = Expected(t)
    hss = Peers(x, Tcp(t, "10.9.9.9", "10.1.1.8", 40001))
    hss.exchange()
    states(x, hss)
    registrations(x, hss)
    places(x, hss)
    failures(x, hss)
    carriers(t, x, hss)
    x.write("ph_sh")


def states(x, hss):
    """CSUserState, PSUserState, EPSUserState and Sh-5GSUserState."""
    s = Subscriber(301)
    hss.cs(s, 2, True, IN_CELL, CELL)
    hss.cs(s, 0, True)
    hss.cs(s, 2, True)
    hss.cs(s, 3, False)
    hss.cs(s, 1, True)
    hss.cs(Subscriber(302), 3, False)
    s = Subscriber(303)
    hss.ps(s, 2, True, IN_ROUTING_AREA, ROUTING)
    for state in (1, 4, 3, 0, 2):
        hss.ps(s, state, True)
    hss.ps(s, 5, False)
    hss.ps(s, 6, True)
    s = Subscriber(304)
    for state, published in ((2, True), (1, True), (4, True), (3, True), (5, False), (0, True), (6, False)):
        hss.pull(s, PS, sh_data(eps=state))
        hss.told(PS_NAMES, state, s, published)
    s = Subscriber(305)
    for state, published in ((4, True), (2, True), (1, True), (5, False), (0, True)):
        hss.pull(s, PS, sh_data(five=state))
        hss.told(PS_NAMES, state, s, published)
    # several states in one answer, each for itself
    s = Subscriber(306)
    hss.pull(s, PS, sh_data(ims=1, place=IN_CELL + IN_ROUTING_AREA, cs=2, ps=4, eps=2, five=0, uris=["sip:carl@ims.example"]))
    both = {"cgi": CELL["cgi"], "rai": ROUTING["rai"], "vlr": CELL["vlr"], "sgsn": ROUTING["sgsn"]}
    told = dict(cgi=both["cgi"], vlr=both["vlr"], sgsn=both["sgsn"])
    hss.told(IMS_NAMES, 1, s, True, told)
    hss.told(CS_NAMES, 2, s, True, {"age": 0, **both})
    for state in (4, 2, 0):
        hss.told(PS_NAMES, state, s, True, {"age": 3, **both})
    hss.pull(s, PS, sh_data(cs=2, ps=2))
    hss.told(CS_NAMES, 2, s, False)
    hss.told(PS_NAMES, 2, s, True)


def registrations(x, hss):
    """IMSUserState, pushed and with the answer to a subscription."""
    s, uri = Subscriber(311), "sip:anna@ims.example"
    push = "Push-Notification-Request"

    def pushed(identity, state, names, published, **more):
        hss.push(identity, sh_data(ims=state, **more), answered=False)
        hss.told(IMS_NAMES, state, None, published, operation=push, who=names)

    pushed(by_uri(uri), 1, who(s), True, uris=[uri], numbers=[s.msisdn])
    # from here on the number is known
    known = who(uri="tel:+" + s.msisdn)
    pushed(by_uri(uri), 3, known, False)
    pushed(by_uri(uri), 0, known, True)
    pushed(by_uri(uri), 1, known, True)
    pushed(by_uri(uri), 2, known, True)
    # with no number at all
    pushed(by_uri("sip:bert@ims.example"), 1, who(uri="sip:bert@ims.example"), True)
    pushed(by_uri("tel:+46700000312"), 1, who(uri="tel:+46700000312"), True)
    # the present value with the answer; then without
    s = Subscriber(313)
    for data in (gpp(702, sh_data(ims=1).encode()),), ():
        hss.request(0, SNR, by_number(s), gpp(705, 0), gpp(703, IMS_STATE), gpp(710, 1))
        x.operation("Subscribe-Notifications-Request")
        hss.answer(1, *data)
        if data:
            hss.told(IMS_NAMES, 1, s, True, operation="Subscribe-Notifications-Answer")


def places(x, hss):
    """LocationInformation."""
    s = Subscriber(314)
    hss.pull(s, CS, sh_data(place=IN_CELL), LOCATION)
    hss.told(None, None, s, True, CELL)
    area = cs_place(sai=cgi(6699, 172), vlr=traces.VLR.title, age=5)
    hss.pull(s, CS, sh_data(place=area), LOCATION)
    hss.told(None, None, s, True, {"age": 5, "sai": "240-99-6699-172", "vlr": traces.VLR.title})
    hss.pull(s, CS, sh_data(place=cs_place(area=lai(6700), age=1)), LOCATION)
    hss.told(None, None, s, True, {"age": 1, "lai": "240-99-6700"})
    s = Subscriber(315)
    hss.pull(s, PS, sh_data(place=IN_ROUTING_AREA), LOCATION)
    hss.told(None, None, s, True, ROUTING)
    # the number of the node itself, where the schema has an element with its octets
    s = Subscriber(316)
    plain = IN_CELL.replace(node("VLRNumber", traces.VLR.title), element("VLRNumber", traces.VLR.title))
    hss.cs(s, 2, True, plain, CELL)


def failures(x, hss):
    """Refused, without data, of other data, without its request, not to be read."""
    s = Subscriber(317)
    for refusal in (dict(experimental=5001), dict(experimental=4100), dict(result=3002, flags=ERROR), {}):
        hss.ask(by_number(s), USER_STATE, CS)
        hss.answer(1, **refusal)
    hss.ask(by_number(s), REPOSITORY)
    hss.answer(1, gpp(702, element("Sh-Data", element("RepositoryData", element("ServiceIndication", "x"))).encode()))
    hss.answer(1, gpp(702, sh_data(cs=2).encode()))
    x.ignore("unknown-dialogue")
    hss.request(0, 316, application=16777251)
    x.operation("Command-316")
    hss.answer(1)
    hss.push(by_number(s), "<Sh-Data><CSUserState>2</CSUserState>", answered=False)
    x.broken("Push-Notification-Request: Sh-Data: not well-formed XML")
    hss.push(avp(1, b"x"), sh_data(cs=2), answered=False)
    x.broken("Push-Notification-Request: User-Identity: missing")
    hss.pull(s, CS, sh_data(cs=9))
    x.broken("User-Data-Answer: CSUserState: no such state")
    hss.request(0, UDR, by_number(s))
    x.operation("User-Data-Request")
    x.broken("User-Data-Request: Data-Reference: missing")
    hss.answer(1, gpp(702, sh_data(cs=2).encode()))


def carriers(t, x, hss):
    """Again after a new connection; in pieces, in one segment, over SCTP."""
    s = Subscriber(318)
    notification = by_number(s), sh_data(ims=1)
    hss.push(*notification, answered=False)
    hss.told(IMS_NAMES, 1, s, True, operation="Push-Notification-Request")
    first = hss.end_to_end
    t.wait(2)
    hss.link = Tcp(t, "10.9.9.9", "10.1.1.8", 40002)
    hss.exchange()
    hss.push(*notification, flags=AGAIN, end_to_end=first, answered=False)
    hss.told(IMS_NAMES, 1, s, False, operation="Push-Notification-Request")
    x.ignore("repeat")
    hss.answer(0)
    hss.cs(Subscriber(319), 2, True, pieces=(0, 1, 2))
    hss.cs(Subscriber(320), 2, True, pieces=(2, 0, 0, 1), ask=dict(pieces=(1, 0, 2)))
    link, hss.link = hss.link, Collector()
    for number in (321, 322):
        hss.push(by_number(Subscriber(number)), sh_data(ims=1), answered=False)
    link.send(1, hss.link.octets)
    for number in (321, 322):
        hss.told(IMS_NAMES, 1, Subscriber(number), True, operation="Push-Notification-Request")
    for ppid, number in ((46, 323), (47, 325), (0, 327)):
        paths = ("10.9.9.9", "10.9.8.9"), ("10.1.1.8", "10.1.2.8")
        hss = Peers(x, Sctp(t, ppid, *paths, 40100 + ppid))
        hss.exchange()
        hss.cs(Subscriber(number), 2, True)
        hss.cs(Subscriber(number + 1), 0, True, pieces=(0, 1, 2))


MM_NAMES = {0x02: "IMSI_ATTACH", 0x03: "IMSI_DETACH_MS", 0x83: "GPRS_ATTACH", 0x84: "GPRS_DETACH_MS"}


def sh_mixed():
    """What MAP, RADIUS and Sh say of one subscriber, and when they do not agree."""
    t = traces.Trace(1700310000)
    x = Expected(t)
    s = Subscriber(331)
    hss = Peers(x, Tcp(t, "10.9.9.9", "10.1.1.8", 40001))
    hss.exchange()
    session = radius_traces.Session(radius_traces.Gateway(t, "10.2.0.1", "ggsn1"), s, "C1")

    def noted(node, code, published, location=b"", where=None):
        traces.note_mm(t, node, s, code, location)
        x.operation("noteMM-Event", ignored=False)
        source = "pg" if code & 0x80 else "pc"
        x.event(source, "noteMM-Event", MM_NAMES[code], "%02x" % code, who(s, imsi=True), published, where or {}, back=1)

    def accounted(tell, name, code, published):
        tell()
        x.operation("Accounting-Request", ignored=False)
        more = dict(apn="internet", ip="10.20.0.1")
        x.event("pk", "Accounting-Request", name, code, who(s, imsi=True), published, {}, back=1, **more)

    in_cell = traces.c(3, traces.cs_location(0, traces.VLR.title, cgi(6699, 15437)))
    noted(traces.VLR, 0x02, True, in_cell, CELL)
    # the register was asked before he detached: its answer is older (T3)
    hss.cs(s, 0, False, between=lambda: noted(traces.VLR, 0x03, True))
    # asked again it says that he is there, and is believed
    hss.cs(s, 2, True)
    hss.cs(s, 0, True)
    # data by the gateway; the register that says detached ends the attachment, not the session (T6)
    in_area = traces.c(7, traces.ps_location(routing=rai(6699, 7), sgsn=traces.SGSN.title, age=0))
    noted(traces.SGSN_MAP, 0x83, True, in_area, {**ROUTING, "age": 0})
    accounted(session.start, "Start", "1", True)
    t.wait(60)
    hss.ps(s, 0, True)
    hss.pull(s, PS, sh_data(eps=4))
    hss.told(PS_NAMES, 4, s, True)
    t.wait(60)
    # data goes on over EPS
    accounted(session.stop, "Stop", "2", False)
    hss.pull(s, PS, sh_data(ps=0, eps=0))
    hss.told(PS_NAMES, 0, s, False)
    hss.told(PS_NAMES, 0, s, True)
    # registered in IMS, which says nothing of the others
    hss.push(by_number(s), sh_data(ims=1, uris=["sip:dora@ims.example"]))
    x.event("ph", "Push-Notification-Request", "REGISTERED", "1", who(s), True, {}, back=1)
    noted(traces.VLR, 0x03, True)
    x.write("sh_mixed")


if __name__ == "__main__":
    ph_sh()
    sh_mixed()
