package org.pna.transport.ss7;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SS7 node of ours: a stack with its own point code, reached over one or more associations.
 *
 * @param name the link's name in {@code map:NAME}
 * @param dataDirectory where the stack keeps its files while it runs; emptied at each start
 * @param networkIndicator MTP3 network indicator, 0 to 3
 * @param pointCode own signalling point code
 * @param globalTitle own address (E.164 digits), the calling address of every answer
 * @param subsystem own SCCP subsystem for MAP, 147 by TS 23.003
 * @param associations at least one
 * @param maxDialogues bound of open dialogues; beyond it TCAP answers resource limitation
 * @param dialogueIdle an open MAP dialogue is dropped after this silence
 * @param answerDeadline an event not accepted by then is answered with a user abort
 * @param allow whose messages about whom are taken
 * @param cap null: the link has no subsystem for CAP
 * @param queries what we ask of HLRs over it
 */
public record Ss7Link(
    String name,
    Path dataDirectory,
    int networkIndicator,
    int pointCode,
    String globalTitle,
    int subsystem,
    List<Association> associations,
    int maxDialogues,
    Duration dialogueIdle,
    Duration answerDeadline,
    AllowList allow,
    @Nullable CapSettings cap,
    Queries queries) {
  public Ss7Link {
    associations = List.copyOf(associations);
  }

  /** A link for MAP alone that takes whatever comes. */
  public Ss7Link(
      String name,
      Path dataDirectory,
      int networkIndicator,
      int pointCode,
      String globalTitle,
      int subsystem,
      List<Association> associations,
      int maxDialogues,
      Duration dialogueIdle,
      Duration answerDeadline) {
    this(
        name,
        dataDirectory,
        networkIndicator,
        pointCode,
        globalTitle,
        subsystem,
        associations,
        maxDialogues,
        dialogueIdle,
        answerDeadline,
        AllowList.ALL,
        null,
        Queries.DEFAULT);
  }

  /**
   * What we ask of HLRs.
   *
   * @param timeout a request that is not answered by then has failed; timer m of TS 29.002 clause
   *     17.1.2 is 15 to 30 s
   * @param maxOpen requests that wait for their answer at most; beyond it none is sent
   */
  public record Queries(Duration timeout, int maxOpen) {
    /** 15 s and 2,000 requests. */
    public static final Queries DEFAULT = new Queries(Duration.ofSeconds(15), 2_000);
  }

  /** How many subsystems it has. */
  int subsystems() {
    return cap == null ? 1 : 2;
  }

  /** The name as the stack's files and threads bear it: letters, digits and hyphens. */
  String stackName() {
    return name.replaceAll("[^A-Za-z0-9-]", "-");
  }

  /**
   * One M3UA association (RFC 4666).
   *
   * @param name unique in the link
   * @param transport TCP, or SCTP where the kernel has it
   * @param mode whether we listen or connect
   * @param localAddress address to bind
   * @param localPort port to bind; 0 for any, clients only
   * @param peerAddress the peer's address; null: a server takes any, but one at a time
   * @param peerPort the peer's port; 0: a server takes any
   * @param routingContext null for none
   * @param trafficMode how the peer's associations share the traffic; broadcast for servers only
   * @param peerPointCodes point codes reached over it, at least one; what comes from a point code
   *     that no association of the link lists has no way back and is not served
   */
  public record Association(
      String name,
      Transport transport,
      Mode mode,
      String localAddress,
      int localPort,
      @Nullable String peerAddress,
      int peerPort,
      @Nullable Long routingContext,
      TrafficMode trafficMode,
      List<Integer> peerPointCodes) {
    public Association {
      peerPointCodes = List.copyOf(peerPointCodes);
    }
  }

  /** What carries M3UA. */
  public enum Transport {
    TCP,
    SCTP
  }

  /** Who connects. */
  public enum Mode {
    CLIENT,
    SERVER
  }

  /** Traffic Mode Type (RFC 4666 clause 3.7.1). */
  public enum TrafficMode {
    OVERRIDE(1),
    LOADSHARE(2),
    BROADCAST(3);

    private final int value;

    TrafficMode(int value) {
      this.value = value;
    }

    /** The number on the wire. */
    public int value() {
      return value;
    }
  }
}
