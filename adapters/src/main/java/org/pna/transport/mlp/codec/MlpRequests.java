package org.pna.transport.mlp.codec;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.SubscriberId;
import org.pna.model.message.mlp.LocationType;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.message.mlp.MlpRequest.Immediate;
import org.pna.model.message.mlp.MlpRequest.Stop;
import org.pna.model.message.mlp.MlpRequest.Triggered;
import org.pna.model.message.mlp.MlpVersion;
import org.pna.model.message.mlp.Quality;
import org.pna.model.message.mlp.ResultCode;

/**
 * Writes what we send to a location server (OMA MLP 3.0 to 3.5), with what all these versions have
 * in common: valid by their DTDs, UTF-8, and without a document type.
 */
public final class MlpRequests {
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final MlpVersion version;
  private final StringBuilder out = new StringBuilder(512);

  private MlpRequests(MlpVersion version) {
    this.version = version;
    out.append(DECLARATION);
  }

  /**
   * A request, with its header.
   *
   * @throws IllegalArgumentException if the version cannot name the subscriber so, or a number is
   *     outside what MLP can write
   */
  public static byte[] write(MlpRequest request, MlpClientId client, MlpVersion version) {
    MlpRequests writer = new MlpRequests(version);
    writer.start("svc_init").start("hdr").tag("client").text("id", client.id());
    writer.optional("pwd", client.password()).optional("serviceid", client.service());
    writer.end("client").end("hdr");
    if (request instanceof Immediate immediate) {
      writer.immediate(immediate);
    } else if (request instanceof Triggered triggered) {
      writer.triggered(triggered);
    } else {
      writer.start("tlrsr").text("req_id", ((Stop) request).requestId()).end("tlrsr");
    }
    return writer.end("svc_init").bytes();
  }

  /** The answer to a standard location report (slra). */
  public static byte[] acknowledge(ResultCode result, String words, MlpVersion version) {
    MlpRequests writer = new MlpRequests(version);
    writer.start("svc_result").start("slra").result(result, words);
    return writer.end("slra").end("svc_result").bytes();
  }

  /** The answer to what has none of its own and is refused (gem, general error message). */
  public static byte[] error(ResultCode result, String words, MlpVersion version) {
    MlpRequests writer = new MlpRequests(version);
    return writer.start("gem").result(result, words).end("gem").bytes();
  }

  private MlpRequests result(ResultCode result, String words) {
    out.append("<result resid=\"").append(result.id()).append("\">");
    escaped(words).append("</result>");
    return this;
  }

  private void immediate(Immediate request) {
    out.append("<slir ver=\"").append(version.text()).append("\" res_type=\"SYNC\">");
    msids(request.subscriber());
    Quality quality = request.quality();
    if (quality != null) {
      quality(quality);
    }
    system().type(request.type()).end("slir");
  }

  private void triggered(Triggered request) {
    start("tlrr").msids(request.subscriber());
    Duration interval = request.interval();
    optional("interval", interval == null ? null : MlpTimes.interval(interval));
    time("start_time", request.start());
    time("stop_time", request.stop());
    if (request.whenAvailable()) {
      tag("tlrr_event");
      out.append("<ms_action type=\"MS_AVAIL\"/>");
      end("tlrr_event");
    }
    system();
    if (request.push() != null) {
      tag("pushaddr").text("url", request.push()).end("pushaddr");
    }
    type(request.type()).end("tlrr");
  }

  private void msids(SubscriberId subscriber) {
    Subscribers.Msid msid = Subscribers.msid(subscriber, version);
    tag("msids").out.append("<msid type=\"").append(msid.type()).append("\">");
    escaped(msid.text()).append("</msid>");
    end("msids");
  }

  private void quality(Quality quality) {
    tag("eqop").out.append("<resp_req type=\"").append(quality.delay()).append("\"/>");
    Duration timeout = quality.timeout();
    optional("resp_timer", timeout == null ? null : Long.toString(timeout.toSeconds()));
    Integer accuracy = quality.accuracy();
    optional("hor_acc", accuracy == null ? null : accuracy.toString());
    Duration age = quality.age();
    optional("max_loc_age", age == null ? null : Long.toString(age.toSeconds()));
    end("eqop");
  }

  /** The reference system that we read. */
  private MlpRequests system() {
    out.append("<geo_info><CoordinateReferenceSystem><Identifier><code>4326</code>");
    out.append("<codeSpace>EPSG</codeSpace><edition>6.1</edition></Identifier>");
    out.append("</CoordinateReferenceSystem></geo_info>");
    return this;
  }

  private MlpRequests type(LocationType type) {
    out.append("<loc_type type=\"").append(type).append("\"/>");
    return this;
  }

  private void time(String name, @Nullable Instant time) {
    if (time != null) {
      out.append('<').append(name).append(" utc_off=\"+0000\">").append(MlpTimes.write(time));
      end(name);
    }
  }

  private MlpRequests start(String name) {
    out.append('<').append(name).append(" ver=\"").append(version.text()).append("\">");
    return this;
  }

  private MlpRequests tag(String name) {
    out.append('<').append(name).append('>');
    return this;
  }

  private MlpRequests end(String name) {
    out.append("</").append(name).append('>');
    return this;
  }

  private MlpRequests optional(String name, @Nullable String value) {
    return value == null ? this : text(name, value);
  }

  private MlpRequests text(String name, String value) {
    tag(name).escaped(value);
    return end(name);
  }

  private StringBuilder escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        default -> out.append(c < ' ' ? '\uFFFD' : c);
      }
    }
    return out;
  }

  private byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
