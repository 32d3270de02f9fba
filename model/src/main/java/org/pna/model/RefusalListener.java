package org.pna.model;

/**
 * Told by a transport of what did not get its positive answer for a reason of ours: no room, too
 * late, not kept, not readable (rule T1). Called on any thread, not to block.
 */
@FunctionalInterface
public interface RefusalListener {
  void refused(Refusal refusal);
}
