package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.adapter.pc.PcAdapter;
import org.pna.adapter.pc.PcCallAdapter;
import org.pna.adapter.pg.PgAdapter;
import org.pna.adapter.pg.PgSessionAdapter;
import org.pna.adapter.ph.InterrogationAdapter;
import org.pna.adapter.ph.PushNotificationAdapter;
import org.pna.adapter.ph.UserDataAnswerAdapter;
import org.pna.adapter.pi.RegEventAdapter;
import org.pna.adapter.pi.RegisterAdapter;
import org.pna.adapter.pk.PkAdapter;
import org.pna.adapter.pl.PlAdapter;
import org.pna.adapter.pp.PpAdapter;
import org.pna.adapter.pr.PrAdapter;
import org.pna.model.Adapter;
import org.pna.model.DataNetworks;
import org.pna.model.Source;
import org.pna.model.message.NetworkMessage;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.store.MemoryStore;
import org.pna.publisher.store.PresentityRecord;
import org.pna.routes.Identification;
import org.pna.routes.LaneSettings;
import org.pna.routes.PresenceRoute;
import org.pna.routes.Steps;
import org.pna.routes.Suppliers;

/** TS 23.141 clause 5.2.2.2: any mix of suppliers, on one story that all of them tell. */
class SupplierMixTest {
  private static final String[] STORY = {
    "10 pc 02",
    "11 pg 83",
    "12 ph PUSH IMS 1",
    "13 pk START a",
    "14 pp START t",
    "15 pr START w",
    "16 pi REGISTER 600",
    "17 pl 850",
    "18 pc IDP c1",
    "19 pc ERB c1 7",
    "20 pg IDPGPRS r1 12",
    "21 ph ANSWER EPS 4 20",
    "22 pk START b 6",
    "23 pg 86",
    "24 pk INTERIM_UPDATE a",
    "25 ph ANSWER PS 4 24",
    "26 pc ERB c1 9",
    "27 pp STOP t",
    "28 pi NOTIFY active",
    "29 pl 20 28",
    "30 pg 84",
    "31 pc 03",
    "32 pk STOP b",
    "33 ph ATI ASSUMED_IDLE",
  };

  private static final List<Adapter<?>> ADAPTERS =
      List.of(
          new PcAdapter(),
          new PgAdapter(),
          new PcCallAdapter(false),
          new PgSessionAdapter(DataNetworks.DEFAULT),
          new InterrogationAdapter(),
          new UserDataAnswerAdapter(),
          new PushNotificationAdapter(),
          new PkAdapter(DataNetworks.DEFAULT),
          new PpAdapter(DataNetworks.DEFAULT),
          new PrAdapter(DataNetworks.DEFAULT),
          new RegisterAdapter(),
          new RegEventAdapter(),
          new PlAdapter());

  private static final int MIXES = 1 << Suppliers.KNOWN.size();

  private final MemoryStore store = new MemoryStore(2 * MIXES);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, List<Source>> published = new ConcurrentHashMap<>();
  private final Pen pen = new Pen(store, this::published, meters);
  private final List<Steps> all = new ArrayList<>();

  private void published(Publication publication) {
    published
        .computeIfAbsent(publication.presentity(), any -> new ArrayList<>())
        .add(publication.evidence().source());
  }

  private static Set<Source> off(int mix) {
    return Suppliers.KNOWN.stream()
        .filter(source -> (mix & 1 << Suppliers.KNOWN.indexOf(source)) == 0)
        .collect(Collectors.toSet());
  }

  private PresenceRoute route(String name, Suppliers suppliers) {
    Normaliser normaliser =
        new Normaliser(
            NetworkNames.DEFAULT,
            Subscriber.HOME,
            TrustedNodes.ALL,
            Lifetimes.DEFAULT,
            new DeviceIds("test"));
    Steps steps =
        new Steps(
            suppliers,
            new LaneSettings(1, 100, Duration.ofMillis(1), Duration.ofMinutes(1)),
            names -> new Identification.Known("sip:" + name + "@pna.test", List.of()),
            normaliser,
            store,
            pen,
            HoldPolicy.NONE,
            (imsi, domain, time) -> {},
            QuestionListener.NONE,
            InstantSource.fixed(Subscriber.START),
            meters);
    all.add(steps);
    return new PresenceRoute("direct:" + name, ADAPTERS, steps);
  }

  /** What the suppliers that are on say by themselves, without routes. */
  private static List<Element> alone(Set<Source> off) {
    Subscriber subscriber = new Subscriber();
    SupplierLines lines = new SupplierLines(subscriber);
    for (String line : STORY) {
      if (!off.contains(new Source(line.split(" ")[1]))) {
        lines.hear(line);
      }
    }
    return subscriber.elements();
  }

  private static void tell(ProducerTemplate template, String name, NetworkMessage message) {
    Exchange exchange = template.send("direct:" + name, one -> one.getMessage().setBody(message));
    assertThat(exchange.getException()).as("the sender is answered well").isNull();
  }

  @Test
  @DisplayName("each of the 256 mixes shows what the suppliers that are on say alone, with sources")
  void mixes() throws Exception {
    Subscriber subscriber = new Subscriber();
    new SupplierLines(subscriber).hear(STORY);
    List<NetworkMessage> messages = subscriber.messages();
    assertThat(messages).hasSize(STORY.length);
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.disableJMX();
      for (int mix = 0; mix < MIXES; mix++) {
        camel.addRoutes(route("mix" + mix, new Suppliers(off(mix))));
      }
      camel.start();
      ProducerTemplate template = camel.createProducerTemplate();
      for (int mix = 0; mix < MIXES; mix++) {
        Set<Source> off = off(mix);
        for (NetworkMessage message : messages) {
          tell(template, "mix" + mix, message);
        }
        check(mix, off);
      }
    } finally {
      all.forEach(Steps::close);
    }
    assertThat(meters.counter("pna.events.ignored", "reason", "supplier-off").count())
        .isEqualTo(MIXES / 2.0 * STORY.length);
  }

  private void check(int mix, Set<Source> off) {
    PresentityRecord shown = store.load("sip:mix" + mix + "@pna.test");
    List<Element> alone = alone(off);
    List<Source> on = Suppliers.KNOWN.stream().filter(one -> !off.contains(one)).toList();
    List<Element> elements = shown.document().elements();
    assertThat(elements).as("%s", on).hasSameSizeAs(alone);
    for (Element element : alone) {
      assertThat(elements).as("%s", on).anyMatch(one -> one.saysTheSameAs(element));
    }
    assertThat(shown.reasons())
        .allSatisfy(reason -> assertThat(on).contains(reason.evidence().source()));
    List<Source> sources = published.getOrDefault("sip:mix" + mix + "@pna.test", List.of());
    assertThat(sources).hasSize((int) shown.version());
    assertThat(on).as("each publication names who said it").containsAll(sources);
    if (on.size() == 1) {
      assertThat(sources).as("%s has something to say", on).isNotEmpty();
    }
    assertThat(shown.document().elements().isEmpty()).isEqualTo(on.isEmpty());
  }
}
