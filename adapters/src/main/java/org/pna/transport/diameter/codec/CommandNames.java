package org.pna.transport.diameter.codec;

import org.jspecify.annotations.Nullable;

/** Names of commands. */
final class CommandNames {
  private CommandNames() {}

  static String of(DiameterHeader header) {
    String name = header.application() == DiameterHeader.SH ? sh(header.command()) : null;
    name = name == null ? base(header.command()) : name;
    if (name == null) {
      return "Command-" + header.command();
    }
    return name + (header.isRequest() ? "-Request" : "-Answer");
  }

  private static @Nullable String sh(int command) {
    return switch (command) {
      case DiameterHeader.USER_DATA -> "User-Data";
      case 307 -> "Profile-Update";
      case DiameterHeader.SUBSCRIBE_NOTIFICATIONS -> "Subscribe-Notifications";
      case DiameterHeader.PUSH_NOTIFICATION -> "Push-Notification";
      default -> null;
    };
  }

  private static @Nullable String base(int command) {
    return switch (command) {
      case DiameterHeader.CAPABILITIES_EXCHANGE -> "Capabilities-Exchange";
      case 258 -> "Re-Auth";
      case 271 -> "Accounting";
      case 274 -> "Abort-Session";
      case 275 -> "Session-Termination";
      case DiameterHeader.DEVICE_WATCHDOG -> "Device-Watchdog";
      case DiameterHeader.DISCONNECT_PEER -> "Disconnect-Peer";
      default -> null;
    };
  }
}
