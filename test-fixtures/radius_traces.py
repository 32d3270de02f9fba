#!/usr/bin/env python3
"""Writes replay/radius_*: RADIUS accounting of GGSNs, a PGW and a PDG, alone and mixed with SS7."""

import hashlib
import struct

import traces
from traces import SGSN_MAP, Subscriber, gprs_attach, note_mm, plmn

SECRET = b"testing123"
PNA_IP = "10.9.9.9"
START, STOP, INTERIM, ON, OFF = 1, 2, 3, 7, 8


def text(kind, value):
    return bytes([kind, 2 + len(value)]) + value.encode()


def number(kind, value):
    return struct.pack(">BBI", kind, 6, value)


def address(kind, value):
    return bytes([kind, 6]) + bytes(map(int, value.split(".")))


def gpp(kind, value):
    return struct.pack(">BBIBB", 26, 8 + len(value), 10415, kind, 2 + len(value)) + value


def cgi(lac, ci, mcc="240", mnc="99"):
    return b"\x00" + plmn(mcc, mnc) + struct.pack(">HH", lac, ci)


def sai(lac, sac, mcc="240", mnc="99"):
    return b"\x01" + plmn(mcc, mnc) + struct.pack(">HH", lac, sac)


def rai(lac, rac, mcc="240", mnc="99"):
    return b"\x02" + plmn(mcc, mnc) + struct.pack(">HBB", lac, rac, 255)


def tai(tac, mcc="240", mnc="99"):
    return b"\x80" + plmn(mcc, mnc) + struct.pack(">H", tac)


def ecgi(eci, mcc="240", mnc="99"):
    return b"\x81" + plmn(mcc, mnc) + struct.pack(">I", eci)


def tai_ecgi(tac, eci, mcc="240", mnc="99"):
    return b"\x82" + tai(tac, mcc, mnc)[1:] + ecgi(eci, mcc, mnc)[1:]


class Gateway:
    def __init__(self, trace, ip, name=None, port=1813):
        self.trace, self.ip, self.name, self.port, self.identifier = trace, ip, name, port, 0

    def request(self, status, *attributes, answered=True):
        body = number(40, status) if status else b""
        body += address(4, self.ip) + (text(32, self.name) if self.name else b"")
        body += number(55, self.trace.micros // 1000000) + b"".join(attributes)
        self.send(body)
        if answered:
            self.answer()

    def send(self, body):
        self.identifier = (self.identifier + 1) % 256
        head = struct.pack(">BBH", 4, self.identifier, 20 + len(body))
        self.authenticator = hashlib.md5(head + bytes(16) + body + SECRET).digest()
        self.packet = head + self.authenticator + body
        self.again()

    def again(self):
        datagram(self.trace, self.ip, PNA_IP, 3799, self.port, self.packet)

    def answer(self):
        head = struct.pack(">BBH", 5, self.identifier, 20)
        authenticator = hashlib.md5(head + self.authenticator + SECRET).digest()
        datagram(self.trace, PNA_IP, self.ip, self.port, 3799, head + authenticator)


class Session:
    def __init__(self, gateway, subscriber, session, rat=1, apn="internet", ip="10.20.0.1"):
        self.gateway, self.subscriber, self.id, self.rat, self.apn, self.ip = gateway, subscriber, session, rat, apn, ip

    def tell(self, status, *more, named=True, **how):
        attributes = [text(44, self.id)]
        if named:
            attributes += [text(31, self.subscriber.msisdn), gpp(1, self.subscriber.imsi.encode())]
            attributes += [text(30, self.apn), gpp(21, bytes([self.rat]))]
            if self.ip:
                attributes.append(address(8, self.ip))
        self.gateway.request(status, *attributes, *more, **how)

    def start(self, *more, **how):
        self.tell(START, *more, **how)

    def interim(self, *more, **how):
        self.tell(INTERIM, *more, **how)

    def stop(self, *more, **how):
        self.tell(STOP, *more, **how)


def place(value):
    return gpp(22, value)


def datagram(trace, sender, receiver, source, destination, payload):
    udp = struct.pack(">HHHH", source, destination, 8 + len(payload), 0) + payload
    ends = bytes(map(int, sender.split("."))) + bytes(map(int, receiver.split(".")))
    ip = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(udp), len(trace.frames), 0, 64, 17, 0) + ends
    total = sum(struct.unpack(">10H", ip))
    total = (total & 0xFFFF) + (total >> 16)
    ip = ip[:10] + struct.pack(">H", 0xFFFF - (total & 0xFFFF) - (total >> 16)) + ip[12:]
    frame = bytes.fromhex("020000000002020000000001" + "0800") + ip + udp
    head = struct.pack("<IIII", trace.micros // 1000000, trace.micros % 1000000, len(frame), len(frame))
    trace.frames.append(head + frame)
    trace.wait(0.01)


def sessions():
    """One subscriber for each row."""
    t = traces.Trace(1700200000)
    ggsn, pgw = Gateway(t, "10.2.0.1", "ggsn1"), Gateway(t, "10.2.0.2", "pgw1", 1646)
    pdg = Gateway(t, "10.2.0.3")
    # alone: the last Stop removes the network, and the data means is closed
    s = Session(ggsn, Subscriber(201), "0A02000100000001")
    s.start(place(cgi(6699, 15437)))
    t.wait(300)
    s.interim(place(sai(6699, 172)))
    t.wait(300)
    s.interim(place(rai(6699, 7)), gpp(18, b"24099"))
    t.wait(300)
    s.stop(number(46, 900))
    # E-UTRAN: another network; the one of IMS opens nothing, and outlives the other
    person = Subscriber(202)
    ims = Session(pgw, person, "0A02000200000001", 6, "ims.mnc099.mcc240.gprs", "10.21.0.1")
    ims.start(place(tai(4660)))
    data = Session(pgw, person, "0A02000200000002", 6, "internet", "10.20.0.2")
    data.start(place(tai_ecgi(4660, 28036574)))
    t.wait(60)
    data.interim(place(ecgi(28036575)))
    t.wait(60)
    data.stop(named=False)
    # New Radio, with an IPv6 prefix
    five = Session(pgw, Subscriber(203), "0A02000200000003", 51, "internet", None)
    five.start(struct.pack(">BBBB", 97, 12, 0, 64) + bytes.fromhex("20010db800010002"))
    # a tunnel from a wireless LAN, up and down; another stays
    tunnel = Session(pdg, Subscriber(204), "pdg-1", 3, "w-internet", "192.0.2.4")
    tunnel.start()
    t.wait(60)
    tunnel.stop()
    Session(pdg, Subscriber(205), "pdg-2", 3, "w-internet", "192.0.2.5").start()
    # an Interim begins what nobody told of; with no number, by the IMSI alone
    Session(ggsn, Subscriber(206), "0A02000100000006", 2).interim(place(cgi(6699, 2)))
    # the last context of the PDP session is gone
    last = Session(ggsn, Subscriber(207), "0A02000100000007")
    last.start()
    t.wait(60)
    last.stop(gpp(11, b"\xff"))
    # who has two sessions is online until the second ends
    person = Subscriber(208)
    one, two = (Session(ggsn, person, "0A0200010000008%d" % n) for n in (1, 2))
    one.start()
    two.start()
    t.wait(60)
    one.stop()
    # sent again, and again under the answer
    again = Session(ggsn, Subscriber(209), "0A02000100000009")
    again.start(answered=False)
    t.wait(2)
    ggsn.again()
    ggsn.answer()
    t.write("radius_sessions")


def order():
    """What comes late, or never; a gateway that begins anew."""
    t = traces.Trace(1700210000)
    ggsn, other = Gateway(t, "10.2.0.1", "ggsn1"), Gateway(t, "10.2.0.9", "ggsn9")
    # an Interim that was under way while the Stop came
    late = Session(ggsn, Subscriber(211), "A1")
    late.start()
    t.wait(60)
    body = number(40, INTERIM) + address(4, ggsn.ip) + text(32, "ggsn1") + number(55, t.micros // 1000000)
    body += text(44, "A1") + text(31, late.subscriber.msisdn) + text(30, "internet")
    t.wait(5)
    late.stop()
    ggsn.send(body)
    # updates every five minutes, then none: not online any more after three times that, nor offline
    silent = Session(ggsn, Subscriber(212), "A2")
    silent.start(place(cgi(6699, 1)))
    for _ in range(2):
        t.wait(300)
        silent.interim(place(cgi(6699, 1)))
    t.wait(890)
    # a gateway begins anew: its sessions end, but those that began since, and another's do not
    Session(ggsn, Subscriber(213), "A3").start()
    Session(other, Subscriber(214), "A4").start()
    after = Session(ggsn, Subscriber(215), "A5")
    t.wait(20)
    ggsn.request(ON)
    t.wait(2)
    after.start()
    t.wait(2)
    other.request(OFF, text(30, "another.apn"))
    t.wait(60)
    # what cannot be read, and what is not known
    ggsn.request(START, text(31, "467000000216"))
    Session(ggsn, Subscriber(217), "A7").tell(15)
    Session(ggsn, Subscriber(218), "A8").start(named=False)
    t.write("radius_order")


def mixed():
    """With noteMM-Event: what an SGSN says is kept apart from what a GGSN says."""
    t = traces.Trace(1700220000)
    ggsn = Gateway(t, "10.2.0.1", "ggsn1")
    # attached by the SGSN: the last Stop says nothing of that
    one = Subscriber(221)
    gprs_attach(t, one)
    session = Session(ggsn, one, "B1")
    session.start()
    t.wait(60)
    session.stop()
    # to E-UTRAN: the SGSN's detach leaves the gateway's session
    two = Subscriber(222)
    gprs_attach(t, two)
    moves = Session(ggsn, two, "B2")
    moves.start(place(cgi(6699, 3)))
    t.wait(10)
    moves.rat = 6
    moves.interim(place(tai_ecgi(4660, 28036574)))
    note_mm(t, SGSN_MAP, two, 0x84)
    # not reachable for paging, until the gateway tells of him
    three = Subscriber(223)
    gprs_attach(t, three)
    reached = Session(ggsn, three, "B3")
    reached.start()
    t.wait(10)
    note_mm(t, SGSN_MAP, three, 0x86)
    t.wait(10)
    reached.interim()
    t.write("radius_mixed")


if __name__ == "__main__":
    sessions()
    order()
    mixed()
