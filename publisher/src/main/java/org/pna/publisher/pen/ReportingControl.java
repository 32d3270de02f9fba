package org.pna.publisher.pen;

/**
 * What a presence server may ask of the network's side: that the network reports on a presentity,
 * or no longer does (TS 23.141 clause 4.3.2). It takes precedence over what the configuration says,
 * and outlives a restart. Any thread; it is done in its own time.
 */
public interface ReportingControl {
  /**
   * Has the network report on a presentity.
   *
   * @param presentity URI; nothing happens for one whose SIMs are not known
   */
  void activate(String presentity);

  /**
   * Has the network report no longer.
   *
   * @param presentity URI; nothing happens for one whose SIMs are not known
   */
  void deactivate(String presentity);
}
