package org.pna.app;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.NoGatewayException;
import org.pna.app.control.Reply;
import org.pna.app.why.WhyAnswer;
import org.pna.model.sip.SipUri;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.RocksView;
import org.pna.publisher.store.StoreUnusableException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code ./pna why}: what is behind a presentity's document. Exit 1 when nothing is held of it, or
 * nobody answers.
 */
@Command(
    name = "why",
    description = "Explains a presentity's document: from what, when, by which rule.",
    mixinStandardHelpOptions = true)
public final class WhyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PRESENTITY",
      description =
          "Its URI, as sip:ann@pna.test; of a running gateway also its number, IMSI or any other"
              + " name, or an IP address.")
  private String presentity = "";

  @ArgGroup private @Nullable Whom whom;

  /** The running gateway of a configuration, or what a stopped one left. */
  static final class Whom {
    @Option(
        names = "--store",
        paramLabel = "DIR",
        description = "The data folder of a stopped gateway, which is only read.")
    private @Nullable Path store;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description =
            "The configuration that names the running one's data folder;"
                + " config/pna.yaml by default.")
    private @Nullable Path config;
  }

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "As it was then: 2026-11-21T04:00:00Z.")
  private @Nullable Instant at;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      converter = OutputFormat.class,
      description = "For people, or a JSON object on a line; text by default.")
  private Format format = Format.TEXT;

  private static final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("'" + text + "' is no time such as 2026-11-21T04:00:00Z");
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    ControlRequest.Why request = new ControlRequest.Why(presentity, at, format);
    Path store = whom == null ? null : whom.store;
    if (store != null) {
      return Asking.print(leftBehind(store, request), spec.commandLine());
    }
    Path config = whom == null || whom.config == null ? Path.of("config/pna.yaml") : whom.config;
    try {
      return Asking.gateway(config, request, spec.commandLine());
    } catch (NoGatewayException e) {
      throw new IOException(e.getMessage() + " For a stopped one: --store DIR", e);
    }
  }

  private static Reply leftBehind(Path folder, ControlRequest.Why request) throws IOException {
    Path inside = folder.resolve("store");
    try (RocksView view = RocksView.open(Files.isDirectory(inside) ? inside : folder)) {
      // What is kept of a foreign domain cannot be told from here: the one that is asked for is
      // ours.
      Optional<String> domain = SipUri.parse(request.presentity()).map(SipUri::host);
      PublicUris uris = new PublicUris(domain.map(Set::of).orElse(Set.of()));
      Answer answer = new WhyAnswer(view, uris, Watchers::of).answer(request);
      StringWriter text = new StringWriter();
      answer.body().writeTo(text);
      return new Reply(answer.status(), text.toString());
    } catch (StoreUnusableException e) {
      return new Reply(Reply.Status.ERROR, String.valueOf(e.getMessage()));
    }
  }
}
