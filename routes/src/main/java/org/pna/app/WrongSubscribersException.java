package org.pna.app;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.pna.app.config.Fault;

/** The subscribers' file has faults; the message lists them, each with line and fix. */
public final class WrongSubscribersException extends IOException {
  private static final long serialVersionUID = 1;

  WrongSubscribersException(List<Fault> faults) {
    super(faults.stream().map(Fault::text).collect(Collectors.joining("\n")));
  }
}
