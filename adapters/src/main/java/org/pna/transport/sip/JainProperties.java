package org.pna.transport.sip;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** The settings with which JAIN-SIP carries a presence server. */
final class JainProperties {
  private static final AtomicInteger STACKS = new AtomicInteger();
  private static final String NIST = "gov.nist.javax.sip.";

  private JainProperties() {}

  static Properties of(SipSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", "pna-" + STACKS.incrementAndGet());
    properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    properties.setProperty(NIST + "STACK_LOGGER", JainStackLogger.class.getName());
    properties.setProperty(NIST + "SERVER_LOGGER", JainServerLogger.class.getName());
    properties.setProperty(NIST + "TRACE_LEVEL", "0");
    properties.setProperty(NIST + "REENTRANT_LISTENER", "true");
    properties.setProperty(NIST + "THREAD_POOL_SIZE", "4");
    properties.setProperty(NIST + "THREAD_PRIORITY", String.valueOf(Thread.NORM_PRIORITY));
    properties.setProperty(
        NIST + "TLS_CLIENT_PROTOCOLS", String.join(",", TlsServerSocket.PROTOCOLS));
    properties.setProperty(NIST + "TLS_CLIENT_AUTH_TYPE", "Enabled");
    properties.setProperty(NIST + "DELIVER_UNSOLICITED_NOTIFY", "true");
    properties.setProperty(NIST + "RECEIVE_UDP_BUFFER_SIZE", String.valueOf(1 << 20));
    properties.setProperty(NIST + "MAX_MESSAGE_SIZE", String.valueOf(settings.maxMessageBytes()));
    // A message must be whole this many ms after its first line.
    properties.setProperty(NIST + "READ_TIMEOUT", "10000");
    return properties;
  }
}
