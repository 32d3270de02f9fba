package org.pna.app.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** The file by which a Unix domain socket is found (unix(7)). */
final class SocketFile {
  private static final int BACKLOG = 128;

  private final Path file;
  private final UnixDomainSocketAddress address;

  /**
   * @throws IOException if the path is too long for a socket
   */
  SocketFile(Path file) throws IOException {
    this.file = file;
    int octets = file.toString().getBytes(StandardCharsets.UTF_8).length;
    if (octets > ControlSocket.MAX_PATH) {
      throw new IOException(
          file
              + " is a path of "
              + octets
              + " octets, and a socket's may have "
              + ControlSocket.MAX_PATH
              + "; write a shorter path for 'data'");
    }
    address = UnixDomainSocketAddress.of(file);
  }

  Path path() {
    return file;
  }

  /**
   * Listens. The socket is made where nobody else may look, gets its mode 0600 there, and is moved
   * to its place only then, over one that a gateway left behind when it was killed.
   *
   * @throws IOException if somebody listens already, or the folder does not let us
   */
  ServerSocketChannel bind() throws IOException {
    checkIsFree();
    Path folder = file.resolveSibling(".sock"); // with its socket not longer than the file itself
    Path made = folder.resolve("s");
    Files.deleteIfExists(made);
    Files.deleteIfExists(folder);
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(made), BACKLOG);
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(folder);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void checkIsFree() throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new IOException(file + " is in the way of the control socket; move it elsewhere");
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false);
      channel.connect(address);
    } catch (IOException e) {
      return; // nobody answers
    }
    throw new IOException(
        "a gateway answers on " + file + "; stop it, or give this one a data folder of its own");
  }

  /**
   * Connects.
   *
   * @throws NoGatewayException if nobody listens
   */
  SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false); // or a full backlog would hold us without end
      if (!channel.connect(address)) {
        throw new IOException("too many wait for the gateway's answer on " + file + "; try again");
      }
      return channel;
    } catch (java.net.SocketException e) {
      channel.close();
      if (Files.exists(file) && !Files.isWritable(file)) {
        throw new IOException(file + " may not be used by this user; ask as the gateway's", e);
      }
      throw new NoGatewayException(file, e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
