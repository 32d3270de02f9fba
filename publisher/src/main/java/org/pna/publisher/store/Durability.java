package org.pna.publisher.store;

/** What a committed record survives. */
public enum Durability {
  /** Power loss: each commit waits until the disk has it. */
  FSYNC,
  /** The end of the process, also by kill -9; a power loss may take the last seconds. */
  OS
}
