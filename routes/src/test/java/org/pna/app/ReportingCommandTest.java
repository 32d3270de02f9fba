package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.app.reporting.ReportingAnswer;
import org.pna.ph.ReportingSuppliers;
import org.pna.publisher.pen.ReportingControl;
import org.pna.publisher.server.PublicUris;
import picocli.CommandLine;

class ReportingCommandTest {
  @TempDir private Path folder;

  private static String refused(int exit, String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new ReportingCommand()).setErr(new PrintWriter(err));
    assertThat(line.execute(arguments)).as(err.toString()).isEqualTo(exit);
    return err.toString();
  }

  @Test
  void tellsWrongUsage() throws Exception {
    assertThat(refused(2, "perhaps", "tel:+15551230001"))
        .contains("'perhaps' is neither on, off nor default");
    assertThat(refused(2, "on")).contains("PRESENTITY");
    Path none = folder.resolve("none.yaml");
    refused(2, "on", "tel:+15551230001", "--config", none.toString());
    Files.writeString(none, "no: configuration");
    refused(2, "on", "tel:+15551230001", "--config", none.toString());
  }

  @Test
  void withoutARegisterThereIsNobodyToAsk() {
    ReportingAnswer answer =
        new ReportingAnswer(new ReportingSuppliers(List.of()), new PublicUris(Set.of("pna.test")));
    assertThat(
            answer
                .answer(
                    new ControlRequest.Reporting(
                        "tel:+15551230001", ReportingControl.Wish.ON, Format.TEXT),
                    "somebody")
                .status())
        .isEqualTo(Reply.Status.ERROR);
  }
}
