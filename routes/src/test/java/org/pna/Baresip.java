package org.pna;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** baresip, a SIP phone that others have written, as a watcher of one presentity, called P1. */
public final class Baresip implements Closeable {
  private final Process process;
  private final Writer keyboard;
  private final Path out;

  private Baresip(Process process, Path out) {
    this.process = process;
    this.out = out;
    this.keyboard = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /**
   * Starts it; the account is {@code sip:w1@pna.test}.
   *
   * @param port of the presence server on 127.0.0.1, UDP
   * @param folder for its files
   */
  public static Baresip watching(String presentity, int port, Path folder) throws IOException {
    Files.writeString(folder.resolve("config"), config(freePort(), freePort()));
    Files.writeString(
        folder.resolve("accounts"),
        "<sip:w1@pna.test>;auth_pass=x;regint=0;outbound=\"sip:127.0.0.1:%d;transport=udp\"\n"
            .formatted(port));
    Files.writeString(folder.resolve("contacts"), "\"P1\" <" + presentity + ">;presence=p2p\n");
    Path out = folder.resolve("out");
    return new Baresip(
        new ProcessBuilder("stdbuf", "-oL", "baresip", "-s", "-v", "-f", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start(),
        out);
  }

  /** Types a line. */
  public void press(String line) throws IOException {
    keyboard.write(line + "\n");
    keyboard.flush();
  }

  /** Whether it has printed what a regular expression finds; {@code .} is also a line's end. */
  public boolean shows(String inThisOrder) {
    try {
      String text = Files.exists(out) ? Files.readString(out, StandardCharsets.ISO_8859_1) : "";
      return Pattern.compile(inThisOrder, Pattern.DOTALL).matcher(text).find();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it goes when it is told to. */
  public boolean quits() throws IOException, InterruptedException {
    press("/quit");
    return process.waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String config(int sip, int control) {
    return """
        poll_method epoll
        sip_listen 127.0.0.1:%d
        module_path /usr/lib/baresip/modules
        module stdio.so
        module g711.so
        module_tmp uuid.so
        module_tmp account.so
        module_app contact.so
        module_app menu.so
        module_app presence.so
        module_app ctrl_tcp.so
        ctrl_tcp_listen 127.0.0.1:%d
        """
        .formatted(sip, control);
  }

  private static int freePort() throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    try (ServerSocket tcp = new ServerSocket(0, 1, here);
        DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), here)) {
      return udp.getLocalPort();
    }
  }
}
