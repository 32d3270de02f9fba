package org.pna.normalise;

/**
 * What the rules need to know of the site.
 *
 * @param home rule T11
 * @param lifetimes how long things are believed
 * @param asks whether the home register can be asked (reference point Ph)
 */
record Terms(HomeNetworks home, Lifetimes lifetimes, boolean asks) {}
