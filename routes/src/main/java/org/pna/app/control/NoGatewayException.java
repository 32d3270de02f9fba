package org.pna.app.control;

import java.io.IOException;
import java.nio.file.Path;

/** Nobody listens at the control socket. */
public final class NoGatewayException extends IOException {
  private static final long serialVersionUID = 1;

  NoGatewayException(Path file, IOException cause) {
    super("no gateway answers on " + file + ": is it running?", cause);
  }
}
