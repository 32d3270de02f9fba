package org.pna.publisher.pidf;

/** The namespaces that every document root declares, and their prefixes in fragments. */
public final class Namespaces {
  public static final String PIDF = "urn:ietf:params:xml:ns:pidf";
  public static final String PIDF_DIFF = "urn:ietf:params:xml:ns:pidf-diff";
  public static final String DATA_MODEL = "urn:ietf:params:xml:ns:pidf:data-model";
  public static final String RPID = "urn:ietf:params:xml:ns:pidf:rpid";
  public static final String OMA_PRES = "urn:oma:xml:prs:pidf:oma-pres";
  public static final String OMA_PDE = "urn:oma:xml:pde:pidf:ext";
  public static final String GEOPRIV = "urn:ietf:params:xml:ns:pidf:geopriv10";
  public static final String BASIC_POLICY = "urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy";

  /**
   * The project's own extensions: pna:bearer, pna:reason, pna:not-reachable, pna:cell, and
   * pna:located-at.
   */
  public static final String PNA = "urn:pna:pidf:ext:1.0";

  private Namespaces() {}
}
