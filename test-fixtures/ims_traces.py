#!/usr/bin/env python3
"""Writes replay/pi_*, replay/pl_*, replay/pr_* and replay/all_mixed: third-party REGISTER and reg (SIP over UDP and TCP),
MLP (HTTP), Pr over Diameter, alone and mixed with SS7, Sh and RADIUS.

Each row also says what is to be printed of it, so that expected.jsonl and expected.summary.json come from the rules and
not from the gateway.
"""

import sh_traces
import traces
from sh_traces import Expected, Tcp, avp, gpp, number, text, who
from traces import Subscriber

PNA_IP, SCSCF_IP, GMLC_IP, AAA_IP = "10.9.9.9", "10.3.0.1", "10.4.0.1", "10.5.0.1"
PR = 16777230

# --- SIP ----------------------------------------------------------------------------------------


def sip_message(line, headers, body=""):
    octets = body.encode()
    lines = [line] + headers + ["Content-Length: %d" % len(octets), "", ""]
    return "\r\n".join(lines).encode() + octets


class UdpLink:
    def __init__(self, trace):
        self.trace = trace

    def send(self, side, octets):
        import radius_traces

        ends = (PNA_IP, SCSCF_IP)
        radius_traces.datagram(self.trace, ends[side], ends[1 - side], 5060, 5060, octets)


class Scscf:
    """An S-CSCF, and the gateway that subscribes to reg; side 0 is the gateway."""

    URI = "sip:scscf1.home1.net:6060"

    def __init__(self, expected, link, transport="UDP"):
        self.expected, self.link, self.transport, self.branch, self.dialogues = expected, link, transport, 0, 0

    def request(self, side, method, uri, headers, body="", **how):
        self.branch += 1
        via = "Via: SIP/2.0/%s %s:5060;branch=z9hG4bK%s%d" % (self.transport, (PNA_IP, SCSCF_IP)[side], "ab"[side], self.branch)
        self.whole = sip_message("%s %s SIP/2.0" % (method, uri), [via, "Max-Forwards: 70"] + headers, body)
        self.answered = [via] + [one for one in headers if one.split(":")[0] in ("From", "To", "Call-ID", "CSeq")]
        if "pieces" in how:
            self.link.pieces(side, self.whole, *how["pieces"])
        else:
            self.link.send(side, self.whole)

    def answer(self, side, status="200 OK"):
        self.link.send(side, sip_message("SIP/2.0 " + status, self.answered))

    def register(self, uri, expires, subscriber=None, cseq=1, more=(), call="reg", answered="200 OK", **how):
        headers = ["From: <%s>;tag=s%s" % (self.URI, call), "To: <%s>" % uri, "Call-ID: %s-%s" % (call, uri[4:])]
        headers += ["CSeq: %d REGISTER" % cseq, "Contact: <%s>" % self.URI, "Expires: %d" % expires, *more]
        body = ""
        if subscriber:
            headers.append("Content-Type: application/3gpp-ims+xml")
            names = "imsi=%s;msisdn=+%s" % (subscriber.imsi, subscriber.msisdn)
            body = '<ims-3gpp version="1"><service-info><![CDATA[%s]]></service-info></ims-3gpp>' % names
        self.request(1, "REGISTER", "sip:pna.home1.net", headers, body, **how)
        self.expected.operation("REGISTER", ignored=False)
        if answered:
            self.answer(0, answered)

    def registered(self, uri, expires, names, published, where=None, **how):
        self.register(uri, expires, **how)
        answered = how.get("answered", "200 OK")
        self.expected.event("pi", "REGISTER", None, str(expires), names, published, where or {}, back=1 if answered else 0)

    def subscribe(self, uri, seconds=600000):
        self.dialogues += 1
        call = "sub%d" % self.dialogues
        headers = ["From: <sip:pna.home1.net>;tag=p%s" % call, "To: <%s>" % uri, "Call-ID: " + call, "CSeq: 1 SUBSCRIBE"]
        headers += ["Contact: <sip:%s:5060>" % PNA_IP, "Event: reg", "Expires: %d" % seconds, "Accept: application/reginfo+xml"]
        self.request(0, "SUBSCRIBE", uri, headers)
        self.expected.operation("SUBSCRIBE")
        self.answer(1)
        return Dialogue(self, uri, call)


def contact(name, state, event, expires=None):
    more = "" if expires is None else ' expires="%d"' % expires
    return '<contact id="%s" state="%s" event="%s"%s><uri>sip:%s@192.0.2.1</uri></contact>' % (name, state, event, more, name)


def registration(aor, state, *contacts):
    return '<registration aor="%s" id="r%s" state="%s">%s</registration>' % (aor, aor[-3:], state, "".join(contacts))


class Dialogue:
    """The S-CSCF's side of a subscription."""

    def __init__(self, scscf, uri, call):
        self.scscf, self.uri, self.call, self.cseq, self.version = scscf, uri, call, 0, -1

    def notify(self, state, *registrations, subscription="active;expires=600000", answered="200 OK", step=1, tag=None, **how):
        self.cseq += 1
        self.version += step
        headers = ["From: <%s>;tag=s%s" % (self.uri, self.call), "To: <sip:pna.home1.net>;tag=%s" % (tag or "p" + self.call)]
        headers += ["Call-ID: " + self.call, "CSeq: %d NOTIFY" % self.cseq, "Contact: <%s>" % Scscf.URI, "Event: reg"]
        headers += ["Subscription-State: " + subscription]
        body = ""
        if registrations:
            headers.append("Content-Type: application/reginfo+xml")
            head = '<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="%d" state="%s">' % (self.version, state)
            body = '<?xml version="1.0"?>' + head + "".join(registrations) + "</reginfo>"
        self.scscf.request(1, "NOTIFY", "sip:%s:5060" % PNA_IP, headers, body, **how)
        self.scscf.expected.operation("NOTIFY", ignored=False)
        self.back = 1 if answered else 0
        if answered:
            self.scscf.answer(0, answered)

    def told(self, state, names, published):
        self.scscf.expected.event("pi", "NOTIFY", state, None, names, published, {}, back=self.back)


def pi_registrations():
    """Every row of Pi, a registration in each NOTIFY."""
    t = traces.Trace(1700400000)
    x = Expected(t)
    scscf = Scscf(x, UdpLink(t))
    # Expires > 0 and 0 where nobody subscribes
    s = Subscriber(401)
    scscf.registered("sip:anna@home1.net", 3600, who(s, imsi=True), True, subscriber=s)
    scscf.registered("sip:anna@home1.net", 3600, who(s, imsi=True), False, subscriber=s, cseq=2)
    scscf.registered("sip:anna@home1.net", 0, who(s, imsi=True), True, subscriber=s, cseq=3)
    # whatever was answered, and not at all; a cell of the network's own, and another access
    s = Subscriber(402)
    cell = ["P-Access-Network-Info: 3GPP-GERAN;cgi-3gpp=240991a2b3c4d;network-provided"]
    scscf.registered("sip:bert@home1.net", 3600, who(s, imsi=True), True, {"cgi": "240-99-6699-15437"}, subscriber=s, more=cell, answered="503 Service Unavailable")
    wlan = ["P-Access-Network-Info: IEEE-802.11;i-wlan-node-id=00:11:22:33:44:55"]
    scscf.registered("sip:bert@home1.net", 7200, who(s, imsi=True), False, subscriber=s, more=wlan, cseq=2, answered=None)
    # no number: the identity as it is written
    scscf.registered("sip:carl@home1.net", 3600, who(uri="sip:carl@home1.net"), True)
    # the subscription explains what Expires 0 means: gone
    s, uri = Subscriber(403), "sip:dora@home1.net"
    names = who(s, imsi=True)
    scscf.registered(uri, 3600, names, True, subscriber=s)
    dora = scscf.subscribe(uri)
    dora.notify("full", registration(uri, "active", contact("c1", "active", "registered", 3600)))
    dora.told("active", names, False)
    scscf.registered(uri, 0, names, False, subscriber=s, cseq=2)
    dora.notify("partial", registration(uri, "terminated", contact("c1", "terminated", "unregistered")), subscription="terminated;reason=noresource")
    dora.told("terminated", names, True)
    t.wait(5)
    # another contact is still registered
    s, uri = Subscriber(404), "sip:emil@home1.net"
    names = who(s, imsi=True)
    scscf.registered(uri, 3600, names, True, subscriber=s)
    emil = scscf.subscribe(uri)
    two = contact("c1", "active", "registered", 3600), contact("c2", "active", "registered", 3600)
    emil.notify("full", registration(uri, "active", *two))
    emil.told("active", names, False)
    scscf.registered(uri, 0, names, False, subscriber=s, cseq=2)
    emil.notify("partial", registration(uri, "active", contact("c1", "terminated", "unregistered")))
    emil.told("active", names, False)
    t.wait(5)
    emil.notify("partial", registration(uri, "terminated", contact("c2", "terminated", "expired")))
    emil.told("terminated", names, True)
    emil.notify("partial", registration(uri, "active", contact("c3", "active", "created")))
    emil.told("active", names, True)
    # no contact is left, whatever the sum says
    emil.notify("partial", registration(uri, "active", contact("c3", "terminated", "deactivated")))
    emil.told("active", names, True)
    # nothing explains it
    s, uri = Subscriber(405), "sip:fred@home1.net"
    names = who(s, imsi=True)
    scscf.registered(uri, 3600, names, True, subscriber=s)
    fred = scscf.subscribe(uri)
    fred.notify("full", registration(uri, "active", contact("c1", "active", "registered", 3600)))
    fred.told("active", names, False)
    t.wait(5)
    scscf.registered(uri, 0, names, False, subscriber=s, cseq=2)
    t.wait(5)
    scscf.registered("sip:gina@home1.net", 3600, who(uri="sip:gina@home1.net"), True)
    # explained before it came: another contact is still registered
    s, uri = Subscriber(406), "sip:ida@home1.net"
    names = who(s, imsi=True)
    scscf.registered(uri, 3600, names, True, subscriber=s)
    ida = scscf.subscribe(uri)
    ida.notify("full", registration(uri, "active", *two))
    ida.told("active", names, False)
    t.wait(5)
    ida.notify("partial", registration(uri, "active", contact("c1", "terminated", "unregistered")))
    ida.told("active", names, False)
    scscf.registered(uri, 0, names, False, subscriber=s, cseq=2)
    t.wait(5)
    # not registered before: init
    gina = scscf.subscribe("sip:hans@home1.net")
    gina.notify("full", registration("sip:hans@home1.net", "init"))
    gina.told("init", who(uri="sip:hans@home1.net"), True)
    x.write("pi_registrations")


def pi_dialogues():
    """What a capture has beside the rows: lost, doubled and foreign messages, several identities, TCP."""
    t = traces.Trace(1700410000)
    x = Expected(t)
    scscf = Scscf(x, UdpLink(t))
    s, uri, tel = Subscriber(411), "sip:anna@home1.net", "tel:+46700000411"
    names = who(s, imsi=True)
    scscf.registered(uri, 3600, names, True, subscriber=s, answered=None)
    # sent again since nobody answered
    t.wait(0.5)
    scscf.link.send(1, scscf.whole)
    x.operation("REGISTER", ignored=False)
    x.event("pi", "REGISTER", None, "3600", names, False, {})
    x.ignore("repeat")
    scscf.answer(0)
    # a NOTIFY before its SUBSCRIBE is in the trace
    lost = Dialogue(scscf, uri, "before")
    lost.notify("full", registration(uri, "terminated"))
    x.ignore("unknown-dialogue")
    # the identities that are registered together
    anna = scscf.subscribe(uri)
    both = [registration(one, "active", contact("c1", "active", "registered", 3600)) for one in (uri, tel)]
    anna.notify("full", *both, answered=None)
    anna.told("active", names, False)
    anna.told("active", who(uri=tel), False)  # which the tuple shows already
    t.wait(0.5)
    scscf.link.send(1, scscf.whole)
    x.operation("NOTIFY", ignored=False)
    for whose in names, who(uri=tel):
        anna.told("active", whose, False)
        x.ignore("repeat")
    scscf.answer(0)
    # one is missing: only a full document is of use
    anna.notify("partial", registration(tel, "terminated"), step=2)
    x.ignore("unknown-dialogue")
    anna.notify("full", *both, step=2)
    anna.told("active", names, False)
    anna.told("active", who(uri=tel), False)
    # without a document, and to another's tag
    anna.notify("partial")
    x.ignore("NOTIFY")
    anna.notify("full", *both, tag="other")
    x.ignore("unknown-dialogue")
    # other requests, of which none is an event
    terminal = ["From: <%s>;tag=u" % uri, "To: <%s>" % uri, "Call-ID: own", "CSeq: 1 REGISTER", "Expires: 60", "Contact: <sip:192.0.2.1>"]
    scscf.request(0, "REGISTER", "sip:home1.net", terminal)
    x.operation("REGISTER")
    scscf.answer(1, "401 Unauthorized")
    for method, event in (("INVITE", None), ("PUBLISH", "presence"), ("SUBSCRIBE", "presence"), ("NOTIFY", "presence"), ("OPTIONS", None)):
        headers = ["From: <%s>;tag=u" % uri, "To: <sip:b@home1.net>;tag=t", "Call-ID: c" + method, "CSeq: 1 " + method]
        scscf.request(0, method, "sip:b@home1.net", headers + (["Event: " + event] if event else []))
        x.operation(method)
        scscf.answer(1)
    scscf.link.send(0, b"\r\n\r\n")
    scscf.link.send(0, bytes(20))
    # not to be read
    scscf.request(1, "REGISTER", "sip:pna.home1.net", ["From: <%s>;tag=s" % Scscf.URI, "To: <%s>" % uri, "Call-ID: x", "CSeq: 1 REGISTER"])
    x.operation("REGISTER", ignored=False)
    x.broken("REGISTER: Expires: none")
    anna.notify("full", "<registration/>", answered=None)
    x.broken("NOTIFY: registration@aor: none")
    # over TCP, in pieces and together
    link = Tcp(t, SCSCF_IP, PNA_IP, 40001, service=5060)
    link.send, send = (lambda side, octets: send(1 - side, octets)), link.send
    link.pieces, pieces = (lambda side, octets, *order: pieces(1 - side, octets, *order)), link.pieces
    other = Scscf(x, link, "TCP")
    send(0, b"\r\n\r\n")
    s = Subscriber(412)
    other.registered("sip:bert@home1.net", 3600, who(s, imsi=True), True, subscriber=s, pieces=(0, 1, 2))
    other.registered("sip:bert@home1.net", 0, who(s, imsi=True), True, subscriber=s, cseq=2, pieces=(2, 0, 1))
    collector = sh_traces.Collector()
    together = Scscf(x, collector, "TCP")
    together.branch = 50
    for one in (413, 414):
        together.register("sip:u%d@home1.net" % one, 600, Subscriber(one), answered=None)
    send(0, b"\r\n" + collector.octets)
    for one in (413, 414):
        x.event("pi", "REGISTER", None, "600", who(Subscriber(one), imsi=True), True, {})
    x.write("pi_dialogues")


# --- MLP ----------------------------------------------------------------------------------------


def coord(x, y):
    return "<coord><X>%s</X><Y>%s</Y></coord>" % (x, y)


A, B, C = coord("59 19 45.5N", "018 04 06.9E"), coord("59.40", "18.00"), coord("59.40", "18.20")
RING = "<LinearRing>" + A + B + C + "</LinearRing>"
POLYGON = "<Polygon><outerBoundaryIs>" + RING + "</outerBoundaryIs></Polygon>"
CIRCLE = '<CircularArea srsName="www.epsg.org#4326">' + A + "<radius>850</radius></CircularArea>"
SHAPES = [
    "<Point>" + A + "</Point>",
    CIRCLE,
    "<EllipticalArea>" + A + "<angle>30</angle><semiMajor>200</semiMajor><semiMinor>100</semiMinor></EllipticalArea>",
    "<CircularArcArea>" + A + "<inRadius>100</inRadius><outRadius>600</outRadius><startAngle>300</startAngle><stopAngle>60</stopAngle></CircularArcArea>",
    POLYGON,
    RING,
    "<Box>" + A + C + "</Box>",
    "<LineString>" + A + B + "</LineString>",
    "<MultiPoint><Point>" + A + "</Point><Point>" + C + "</Point></MultiPoint>",
    "<MultiLineString><LineString>" + A + B + "</LineString></MultiLineString>",
    "<MultiPolygon>" + POLYGON + CIRCLE + "</MultiPolygon>",
]


def stamp(trace, back=60):
    import time

    return time.strftime("%Y%m%d%H%M%S", time.gmtime(trace.micros // 1000000 - back))


def pd(trace, shape=CIRCLE, back=60, more=""):
    return '<pd><time utc_off="+0000">%s</time><shape>%s</shape>%s</pd>' % (stamp(trace, back), shape, more)


def poserr(trace, result):
    return '<poserr><result resid="%d">x</result><time utc_off="+0000">%s</time></poserr>' % (result, stamp(trace))


def result(service, content, version="3.4.0"):
    return '<?xml version="1.0"?><svc_result ver="%s"><%s ver="%s">%s</%s></svc_result>' % (version, service, version, content, service)


class Gmlc:
    """A location server and the gateway, over HTTP; side 0 opened the connection."""

    def __init__(self, expected, link):
        self.expected, self.trace, self.link = expected, expected.trace, link

    def http(self, side, line, body="", chunks=None, pieces=None, kind="text/xml"):
        octets = body.encode()
        headers = [line, "Host: gmlc"] if side == 0 else [line]
        headers.append("Content-Type: " + kind)
        if chunks:
            parts = [octets[i : i + chunks] for i in range(0, len(octets), chunks)]
            octets = b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in parts) + b"0\r\n\r\n"
            headers.append("Transfer-Encoding: chunked")
        else:
            headers.append("Content-Length: %d" % len(octets))
        whole = "\r\n".join(headers + ["", ""]).encode() + octets
        if pieces:
            self.link.pieces(side, whole, *pieces)
        else:
            self.link.send(side, whole)

    def ask(self, subscriber, service="slir", **how):
        whom = "<msids><msid>%s</msid></msids>" % subscriber.msisdn
        body = '<?xml version="1.0"?><svc_init ver="3.4.0"><hdr ver="3.4.0"><client><id>pna</id></client></hdr>'
        body += '<%s ver="3.4.0">%s<loc_type type="CURRENT"/></%s></svc_init>' % (service, whom, service)
        self.http(0, "POST /mlp HTTP/1.1", body, **how)
        self.expected.operation(service)

    def answer(self, body, status="200 OK", **how):
        self.http(1, "HTTP/1.1 " + status, body, **how)

    def asked(self, subscriber, said, code=0, published=True, ask=None, names=None, **how):
        """slir and slia."""
        self.ask(subscriber, **(ask or {}))
        self.trace.wait(0.5)
        msid = "<msid>%s</msid>" % subscriber.msisdn
        self.answer(result("slia", '<pos pos_method="CELL">' + msid + said + "</pos>"), **how)
        self.expected.event("pl", "slia", None, str(code), who(subscriber), published, {})

    def push(self, service, content, **how):
        """What comes of its own accord; the server opened the connection."""
        self.http(0, "POST /mlp HTTP/1.1", result(service, content), **how)
        self.expected.operation(service, ignored=False)

    def pushed(self, service, subscriber, content, event=None, code=0, published=True, **how):
        self.push(service, content, **how)
        self.expected.event("pl", service, event, str(code), who(subscriber), published, {})
        self.http(1, "HTTP/1.1 200 OK")


def pl_locations():
    """Every row of Pl, by each service."""
    t = traces.Trace(1700500000)
    x = Expected(t)
    gmlc = Gmlc(x, Tcp(t, PNA_IP, GMLC_IP, 40001, service=9210))
    s = Subscriber(501)
    gmlc.asked(s, pd(t))
    gmlc.asked(s, pd(t), published=False)  # the same to the last octet, and no repeat: it was asked again
    # absent: a hint; unknown; withheld, twice; failed, before and after a place
    gmlc.asked(s, poserr(t, 5), 5, False)
    gmlc.asked(s, poserr(t, 4), 4, False)
    gmlc.asked(s, poserr(t, 6), 6, False)
    gmlc.asked(s, poserr(t, 202), 202)
    gmlc.asked(s, poserr(t, 204), 204, False)
    gmlc.asked(s, pd(t, "<Point>" + B + "</Point>"))
    gmlc.asked(s, poserr(t, 204), 204)
    gmlc.asked(Subscriber(502), poserr(t, 6), 6, False)
    # chunked, and in pieces
    gmlc.asked(Subscriber(503), pd(t), ask=dict(chunks=100), chunks=64)
    gmlc.asked(Subscriber(504), pd(t), ask=dict(pieces=(0, 1, 2)), chunks=50, pieces=(0, 2, 1))
    # of their own accord
    report = Gmlc(x, Tcp(t, GMLC_IP, PNA_IP, 40002, service=9210))
    s = Subscriber(505)
    msid = "<msid>%s</msid>" % s.msisdn
    report.pushed("slrep", s, "<pos>" + msid + pd(t) + "</pos>")
    report.pushed("slirep", s, "<req_id>7</req_id><pos>" + msid + pd(t, "<Point>" + C + "</Point>", 30) + "</pos>")
    for trigger, back in (("PERIODIC", 20), ("CHANGE_AREA", 10), ("MS_AVAIL", 5)):
        said = pd(t, "<Point>" + coord("59.4%d" % back, "18.1") + "</Point>", back)
        report.pushed("tlrep", s, '<req_id>8</req_id><trl_pos trl_trigger="%s">%s%s</trl_pos>' % (trigger, msid, said), trigger)
    said = poserr(t, 5)
    report.pushed("tlrep", s, '<req_id>8</req_id><trl_pos trl_trigger="PERIODIC">%s%s</trl_pos>' % (msid, said), "PERIODIC", 5, False)
    said = poserr(t, 202)
    report.pushed("tlrep", s, '<req_id>8</req_id><trl_pos trl_trigger="PERIODIC">%s%s</trl_pos>' % (msid, said), "PERIODIC", 202)
    x.write("pl_locations")


def pl_exchanges():
    """Every shape, several subscribers at once, other services, lost, doubled and broken messages."""
    t = traces.Trace(1700510000)
    x = Expected(t)
    gmlc = Gmlc(x, Tcp(t, PNA_IP, GMLC_IP, 40001, service=9210))
    more = "<alt>310</alt><alt_unc>12</alt_unc><speed>13.9</speed><direction>271</direction><lev_conf>67</lev_conf>"
    for i, shape in enumerate(SHAPES):
        gmlc.asked(Subscriber(520 + i), pd(t, shape, more=more))
    # the older place of two, and a request and its answer about two
    gmlc.asked(Subscriber(520), pd(t, back=3600), published=False)
    two = Subscriber(541), Subscriber(542)
    whom = "".join("<msid>%s</msid>" % one.msisdn for one in two)
    body = '<?xml version="1.0"?><svc_init ver="3.0.0"><slir ver="3.0.0"><msids>%s</msids></slir></svc_init>' % whom
    gmlc.http(0, "POST /mlp HTTP/1.1", body)
    x.operation("slir")
    said = "".join("<pos><msid>%s</msid>%s</pos>" % (one.msisdn, pd(t)) for one in two)
    gmlc.answer(result("slia", said))
    for one in two:
        x.event("pl", "slia", None, "0", who(one), True, {})
    # a result for the whole; later; refused by HTTP; of no use
    s = Subscriber(543)
    gmlc.ask(s)
    gmlc.answer(result("slia", '<result resid="4">x</result>'))
    x.event("pl", "slia", None, "4", who(s), False, {})
    gmlc.ask(s)
    gmlc.answer(result("slia", "<req_id>9</req_id>"))
    gmlc.ask(s)
    gmlc.answer("<html>busy</html>", "503 Service Unavailable", kind="text/html")
    gmlc.ask(s)
    gmlc.link.send(1, b"HTTP/1.1 100 Continue\r\n\r\n")
    gmlc.answer(result("slia", "<pos><msid>%s</msid>%s</pos>" % (s.msisdn, pd(t))))
    x.event("pl", "slia", None, "0", who(s), True, {})
    # nobody asked in this trace
    gmlc.answer(result("slia", "<pos><msid>%s</msid>%s</pos>" % (s.msisdn, pd(t, SHAPES[0]))))
    x.ignore("unknown-dialogue")
    # other services, and other traffic
    gmlc.ask(s, "tlrr")
    gmlc.answer(result("tlra", "<req_id>8</req_id>"))
    gmlc.ask(s, "eme_lir")
    gmlc.answer(result("eme_lia", ""))
    gmlc.http(0, "GET /status HTTP/1.1")
    gmlc.answer("<p>fine</p>", kind="text/html")
    gmlc.http(0, "POST /mlp HTTP/1.1", "a=b", kind="text/plain")
    gmlc.answer("", "204 No Content")
    # broken
    gmlc.http(0, "POST /mlp HTTP/1.1", "<svc_init><slir>")
    x.broken("MLP: line 1: not well-formed XML")
    gmlc.ask(s)
    gmlc.answer(result("slia", "<pos><msid>%s</msid><pd><time>x</time></pd></pos>" % s.msisdn))
    x.broken("slia: line 1, time: not 14 digits")
    entity = '<!DOCTYPE svc_result [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]>' + result("slrep", "<pos><msid>&x;</msid></pos>")[21:]
    gmlc.http(0, "POST /mlp HTTP/1.1", entity)
    x.broken("MLP: line 1: a document type that declares something is not allowed")
    # sent again, since the answer was lost
    report = Gmlc(x, Tcp(t, GMLC_IP, PNA_IP, 40002, service=9211))
    s = Subscriber(544)
    content = "<pos><msid>%s</msid>%s</pos>" % (s.msisdn, pd(t))
    report.pushed("slrep", s, content)
    t.wait(5)
    report.pushed("slrep", s, content, published=False)
    x.ignore("repeat")
    x.write("pl_exchanges")


# --- Pr -----------------------------------------------------------------------------------------

START, STOP, INTERIM, EVENT = (2, "Start", 1), (4, "Stop", 2), (3, "Interim-Update", 3), (1, None, None)


class AaaServer:
    """A 3GPP AAA server, which opens the connection."""

    def __init__(self, expected, link):
        self.expected, self.link, self.count = expected, link, 0

    def account(self, record, subscriber, session, apn=None, ip=None, more=(), names=None):
        self.count += 1
        avps = [text(263, "aaa.home1.net;1;" + session), text(264, "aaa.home1.net"), text(296, "home1.net"), text(283, "home1.net")]
        avps += [number(480, record[0]), number(485, self.count), number(259, PR)]
        if subscriber:
            for kind, value in ((1, subscriber.imsi), (0, subscriber.msisdn)):
                avps.append(avp(443, number(450, kind) + text(444, value)))
        avps += [gpp(308, apn.encode())] if apn else []
        avps += [avp(8, bytes(map(int, ip.split("."))))] if ip else []
        header = (271, PR, 0x3000 + self.count, 0x60000000 + self.count)
        self.link.send(0, sh_traces.message(sh_traces.REQUEST | sh_traces.PROXIABLE, *header, *avps, *more))
        self.expected.operation("Accounting-Request", ignored=False)
        self.answered = sh_traces.message(sh_traces.PROXIABLE, *header, avps[0], number(268, 2001), *avps[1:3], *avps[4:6])

    def told(self, record, subscriber, session, published, apn=None, ip=None, where=None, **how):
        self.account(record, subscriber, session, apn, ip, **how)
        names = how.get("names") or who(subscriber, imsi=True)
        self.expected.event("pr", "Accounting-Request", record[1], str(record[2]), names, published, {}, apn=apn, ip=ip)
        self.link.send(1, self.answered)


def pr_sessions():
    """Every row of Pr, by the default profile."""
    t = traces.Trace(1700600000)
    x = Expected(t)
    aaa = AaaServer(x, Tcp(t, AAA_IP, PNA_IP, 40001))
    s = Subscriber(601)
    # attached and detached
    aaa.told(START, s, "a1", True)
    aaa.told(INTERIM, s, "a1", False)
    aaa.told(STOP, s, "a1", True)
    # a tunnel, two, none
    aaa.told(START, s, "t1", True, apn="internet", ip="10.30.0.1")
    aaa.told(START, s, "t2", False, apn="internet", ip="10.30.0.2")
    aaa.told(STOP, s, "t1", False, apn="internet", ip="10.30.0.1")
    aaa.told(STOP, s, "t2", True, apn="internet", ip="10.30.0.2")
    # begun before the trace
    aaa.told(INTERIM, Subscriber(602), "t3", True, apn="internet", ip="10.30.0.3")
    # an event record tells nothing; what cannot be read
    aaa.account(EVENT, s, "e1")
    x.ignore("Accounting-Request")
    aaa.account((9, None, None), s, "e2")
    x.broken("Accounting-Request: 480: no event for 9")
    x.write("pr_sessions")


# --- all of them --------------------------------------------------------------------------------


def all_mixed():
    """One subscriber of whom all eight suppliers tell."""
    import radius_traces

    t = traces.Trace(1700700000)
    x = Expected(t)
    s, uri = Subscriber(701), "sip:anna@home1.net"
    names = who(s, imsi=True)
    hss = sh_traces.Peers(x, Tcp(t, PNA_IP, "10.1.1.8", 40001))
    hss.exchange()
    scscf = Scscf(x, UdpLink(t))
    gmlc = Gmlc(x, Tcp(t, PNA_IP, GMLC_IP, 40002, service=9210))
    aaa = AaaServer(x, Tcp(t, AAA_IP, PNA_IP, 40003))
    session = radius_traces.Session(radius_traces.Gateway(t, "10.2.0.1", "ggsn1"), s, "C1")
    tunnel = radius_traces.Session(radius_traces.Gateway(t, "10.2.0.9", "pdg1"), s, "D1", rat=3, apn="wlan", ip="10.21.0.1")

    def noted(node, code, published):
        traces.note_mm(t, node, s, code, b"")
        x.operation("noteMM-Event", ignored=False)
        source = "pg" if code & 0x80 else "pc"
        x.event(source, "noteMM-Event", sh_traces.MM_NAMES[code], "%02x" % code, names, published, {}, back=1)

    def accounted(source, tell, name, code, published, **more):
        tell()
        x.operation("Accounting-Request", ignored=False)
        x.event(source, "Accounting-Request", name, code, names, published, {}, back=1, **more)

    noted(traces.VLR, 0x02, True)
    noted(traces.SGSN_MAP, 0x83, True)
    accounted("pk", session.start, "Start", "1", True, apn="internet", ip="10.20.0.1")
    scscf.registered(uri, 3600, names, True, subscriber=s)
    anna = scscf.subscribe(uri)
    anna.notify("full", registration(uri, "active", contact("c1", "active", "registered", 3600)))
    anna.told("active", names, False)
    gmlc.asked(s, pd(t))
    hss.cs(s, 0, True)
    aaa.told(START, s, "a1", True)
    accounted("pp", tunnel.start, "Start", "1", True, apn="wlan", ip="10.21.0.1")
    t.wait(60)
    accounted("pp", tunnel.stop, "Stop", "2", True, apn="wlan", ip="10.21.0.1")
    aaa.told(STOP, s, "a1", True)
    anna.notify("partial", registration(uri, "terminated", contact("c1", "terminated", "expired")), subscription="terminated;reason=noresource")
    anna.told("terminated", names, True)
    hss.cs(s, 2, True)
    accounted("pk", session.stop, "Stop", "2", True, apn="internet", ip="10.20.0.1")
    noted(traces.SGSN_MAP, 0x84, True)
    noted(traces.VLR, 0x03, True)
    x.write("all_mixed")


if __name__ == "__main__":
    pi_registrations()
    pi_dialogues()
    pl_locations()
    pl_exchanges()
    pr_sessions()
    all_mixed()
