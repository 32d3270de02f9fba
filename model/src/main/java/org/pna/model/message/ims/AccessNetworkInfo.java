package org.pna.model.message.ims;

import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.EutranCell;
import org.pna.model.TrackingArea;

/**
 * P-Access-Network-Info that a network node wrote, not the terminal (TS 24.229 clause 7.2A.4).
 *
 * @param type access type, such as {@code 3GPP-E-UTRAN-FDD}
 * @param cell cell of GERAN or UTRAN; null if another access, or not said
 * @param eutranCell cell of E-UTRAN, likewise
 * @param trackingArea of that cell, likewise
 */
public record AccessNetworkInfo(
    String type,
    @Nullable Cell cell,
    @Nullable EutranCell eutranCell,
    @Nullable TrackingArea trackingArea) {}
