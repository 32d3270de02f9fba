package org.pna.app.config;

import com.sun.nio.sctp.SctpChannel;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether this machine can give what a configuration asks for, found out without starting. */
public final class HostCheck {
  private record Socket(Binding.Protocol protocol, InetAddress address, int port) {}

  private final Faults faults;

  private HostCheck(Faults faults) {
    this.faults = faults;
  }

  /**
   * Tries each socket for a moment.
   *
   * @param file the configuration file, for the faults
   * @param bindings the sockets it asks for
   */
  public static List<Fault> faults(String file, List<Binding> bindings) {
    HostCheck check = new HostCheck(new Faults(file));
    boolean isSctpHere = isSctpHere();
    Set<Socket> tried = new HashSet<>();
    for (Binding binding : bindings) {
      if (tried.add(new Socket(binding.protocol(), binding.address(), binding.port()))) {
        check.check(binding, isSctpHere);
      }
    }
    return check.faults.inOrder();
  }

  private static boolean isSctpHere() {
    try {
      SctpChannel.open().close();
      return true;
    } catch (IOException | UnsupportedOperationException | LinkageError absent) {
      return false;
    }
  }

  private void check(Binding binding, boolean isSctpHere) {
    if (binding.protocol() == Binding.Protocol.SCTP && !isSctpHere) {
      fault(
          binding,
          "this machine has no SCTP",
          "install libsctp1 and load the kernel's module (modprobe sctp), or use tcp");
    }
    if (!canBind(Binding.Protocol.UDP, binding.address(), 0)) {
      fault(
          binding,
          binding.address().getHostAddress() + " is no address of this machine",
          "write one of those that 'ip address' shows");
    } else if (binding.port() != 0
        && binding.protocol() != Binding.Protocol.SCTP
        && !canBind(binding.protocol(), binding.address(), binding.port())) {
      faults.warning(
          binding.line(),
          binding.path(),
          "port " + binding.port() + " cannot be bound now",
          "stop the program that has it (this gateway, if it runs), or choose another port");
    }
  }

  private void fault(Binding binding, String problem, String fix) {
    faults.fault(binding.line(), binding.path(), problem, fix);
  }

  private static boolean canBind(Binding.Protocol protocol, InetAddress address, int port) {
    InetSocketAddress end = new InetSocketAddress(address, port);
    try {
      if (protocol == Binding.Protocol.UDP) {
        new DatagramSocket(end).close();
      } else {
        try (ServerSocket socket = new ServerSocket()) {
          socket.setReuseAddress(true);
          socket.bind(end);
        }
      }
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
