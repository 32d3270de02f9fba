package org.pna.transport.ss7;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps the first events of the stack's loggers that bear an exception, and keeps them quiet. */
final class StackExceptions extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final List<String> LOGGERS = List.of("org.restcomm", "org.mobicents", "io.netty");

  private final List<String> messages = new CopyOnWriteArrayList<>();

  static StackExceptions watch() {
    StackExceptions watch = new StackExceptions();
    watch.start();
    for (String name : LOGGERS) {
      Logger logger = (Logger) LoggerFactory.getLogger(name);
      logger.setAdditive(false);
      logger.addAppender(watch);
    }
    return watch;
  }

  List<String> messages() {
    return messages;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getThrowableProxy() != null && messages.size() < 20) {
      messages.add(event.getFormattedMessage() + " / " + event.getThrowableProxy().getMessage());
    }
  }

  @Override
  public void close() {
    for (String name : LOGGERS) {
      Logger logger = (Logger) LoggerFactory.getLogger(name);
      logger.detachAppender(this);
      logger.setAdditive(true);
    }
    stop();
  }
}
