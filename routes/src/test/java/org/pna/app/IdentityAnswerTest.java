package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.model.Evidence;
import org.pna.model.Nai;
import org.pna.model.Place;
import org.pna.model.PublicIdentity;
import org.pna.model.Source;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ShData;
import org.pna.normalise.HomeNetworks;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.MemoryStore;
import org.pna.routes.Contradictions;
import org.pna.routes.Directory;
import org.pna.routes.DirectoryRow;
import org.pna.routes.IdentityIndex;
import org.pna.routes.LearnedNames;

class IdentityAnswerTest {
  private static final String ANN = "sip:ann@pna.test";
  private static final Instant TIME = Instant.parse("2026-11-21T12:00:00Z");

  private final IdentityIndex index = index();
  private final IdentityAnswer answers =
      new IdentityAnswer(
          request ->
              request.presentity().equals(ANN)
                  ? Answer.of(Reply.Status.OK, "why ann\n")
                  : Answer.of(Reply.Status.ABSENT, "nothing"),
          index);

  private static IdentityIndex index() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Directory directory = new Directory(HomeNetworks.NONE, new PublicUris(Set.of("pna.test")));
    directory.add(
        2,
        new DirectoryRow(
            "240990000000001", "4670001", ANN, List.of(new PublicIdentity("sip:nick@pna.test"))));
    IdentityIndex index =
        new IdentityIndex(
            directory,
            new LearnedNames(new MemoryStore(10), meters),
            new Contradictions(meters),
            InstantSource.fixed(TIME));
    List<SubscriberId> names = List.of(new PublicIdentity(ANN), new Nai("ann@ims.example"));
    ShData nothing =
        new ShData(
            List.of(), List.of(), null, List.of(), null, null, null, null, null, null, null, null,
            null);
    Place place = new Place.Dialogue("hss", "1");
    index.heard(
        new PushNotification(new Origin(TIME, place), new Fingerprint(1, 1), "hss", names, nothing),
        names,
        index.identify(names),
        new Evidence(new Source("ph"), "PNR", "1", TIME, place));
    return index;
  }

  private String answer(String asked, Format format) throws IOException {
    Answer answer = answers.answer(new ControlRequest.Why(asked, null, format));
    StringWriter text = new StringWriter();
    answer.body().writeTo(text);
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ANN,
        "240990000000001",
        "4670001",
        "+4670001",
        "tel:+46-70-001",
        "SIP:nick@PNA.test",
        "ann@ims.example"
      })
  void isAskedByAnyName(String asked) throws IOException {
    assertThat(answer(asked, Format.TEXT))
        .isEqualTo(
            """
            why ann

            known by
              imsi      240990000000001    by line 2 of the subscribers' file
              msisdn    4670001            by line 2 of the subscribers' file
              identity  sip:nick@pna.test  by line 2 of the subscribers' file
              nai       ann@ims.example    learned by ph since 2026-11-21T12:00:00.000000Z, until \
            2026-12-21T12:00:00.000000Z
            """);
  }

  @Test
  void tellsPrograms() throws IOException {
    assertThat(answer("+4670001", Format.JSON))
        .isEqualTo(
            """
            why ann
            {"names-of":"sip:ann@pna.test","names":[{"imsi":"240990000000001","line":2},\
            {"msisdn":"4670001","line":2},{"identity":"sip:nick@pna.test","line":2},\
            {"nai":"ann@ims.example","source":"ph","since":"2026-11-21T12:00:00.000000Z",\
            "until":"2026-12-21T12:00:00.000000Z"}]}
            """);
  }

  @Test
  void whomNobodyKnowsIsLeftToTheStore() throws IOException {
    assertThat(answer("sip:eve@pna.test", Format.TEXT)).isEqualTo("nothing");
  }
}
