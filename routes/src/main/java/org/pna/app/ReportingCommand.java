package org.pna.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pna.app.control.ControlRequest;
import org.pna.publisher.pen.ReportingControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code ./pna reporting}: has the running gateway switch the network's reports on a presentity on
 * or off, as a presence server would (TS 23.141 clause 4.3.2). Exit 1 when that could not be taken
 * down, or nobody answers.
 */
@Command(
    name = "reporting",
    description =
        "Has the network report on a presentity, or not, by the running gateway; whatever the"
            + " configuration says, and for good.",
    mixinStandardHelpOptions = true)
public final class ReportingCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "on|off|default",
      converter = Words.class,
      description = "default: as the configuration says.")
  private ReportingControl.Wish wish = ReportingControl.Wish.DEFAULT;

  @Parameters(
      index = "1",
      paramLabel = "PRESENTITY",
      description = "A presentity of the subscribers' file (sip:ann@pna.test).")
  private String presentity = "";

  @Mixin private AskingOptions options = new AskingOptions();

  /** The words of a wish. */
  static final class Words implements ITypeConverter<ReportingControl.Wish> {
    @Override
    public ReportingControl.Wish convert(String value) {
      for (ReportingControl.Wish wish : ReportingControl.Wish.values()) {
        if (wish.word().equals(value)) {
          return wish;
        }
      }
      throw new TypeConversionException("'" + value + "' is neither on, off nor default");
    }
  }

  @Override
  public Integer call() throws IOException {
    return Asking.gateway(
        options.config(),
        new ControlRequest.Reporting(presentity, wish, options.format()),
        spec.commandLine());
  }
}
