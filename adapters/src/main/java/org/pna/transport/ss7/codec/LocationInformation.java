package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.RoutingArea;

/**
 * LocationInformation and LocationInformationGPRS (TS 29.002 clause 17.7.1).
 *
 * @param location age and place
 * @param node VLR or SGSN number, digits
 */
record LocationInformation(Location location, @Nullable String node) {
  private static final byte[] NONE = {};
  private static final int FORM = 0x20;
  private static final int MAX_AGE = 32767;
  private static final int LAI_OCTETS = 5;

  /**
   * Reads the element as a LocationInformation.
   *
   * @param owner what it is an element of, for error messages
   */
  static LocationInformation circuitSwitched(BerReader element, String owner)
      throws MalformedMessageException {
    BerReader fields = element.contents(owner + ".locationInformation");
    Integer age = null;
    String vlr = null;
    Cell cell = null;
    LocationArea area = null;
    boolean serviceArea = false;
    while (fields.next()) {
      switch (fields.tag() & ~FORM) {
        case 0x02 -> age = age(fields);
        case 0x81 -> vlr = AddressString.number(fields, "locationInformation.vlr-number");
        case 0x83 -> {
          BerReader choice = choice(fields);
          cell = cell(choice);
          area = area(choice);
        }
        case 0x89 -> serviceArea = isPresent(fields);
        default -> {}
      }
    }
    Location location = new Location(Domain.CS, age, as(cell, serviceArea), area, null);
    return new LocationInformation(location, vlr);
  }

  /**
   * Reads the element as MAP's LocationInformationGPRS.
   *
   * @param owner what it is an element of, for error messages
   */
  static LocationInformation packetSwitched(BerReader element, String owner)
      throws MalformedMessageException {
    return packetSwitched(element, owner, false);
  }

  /**
   * Reads the element as CAP's LocationInformationGPRS (TS 29.078 clause 5.1), where the cell is an
   * OCTET STRING; some nodes send MAP's CHOICE.
   *
   * @param owner what it is an element of, for error messages
   */
  static LocationInformation camel(BerReader element, String owner)
      throws MalformedMessageException {
    return packetSwitched(element, owner, true);
  }

  private static LocationInformation packetSwitched(BerReader element, String owner, boolean camel)
      throws MalformedMessageException {
    BerReader fields = element.contents(owner + ".locationInformationGPRS");
    Integer age = null;
    String sgsn = null;
    Cell cell = null;
    LocationArea area = null;
    RoutingArea routingArea = null;
    boolean serviceArea = false;
    while (fields.next()) {
      switch (fields.tag() & ~FORM) {
        case 0x80 -> {
          if (camel && !fields.isConstructed()) {
            if (fields.length() == LAI_OCTETS) {
              area = AreaIdentity.lai(fields, "cellGlobalIdOrServiceAreaIdOrLAI");
            } else {
              cell = AreaIdentity.cell(fields, "cellGlobalIdOrServiceAreaIdOrLAI");
            }
          } else {
            BerReader choice = choice(fields);
            cell = cell(choice);
            area = area(choice);
          }
        }
        case 0x81 ->
            routingArea = AreaIdentity.rai(fields, "locationInformationGPRS.routeingAreaIdentity");
        case 0x83 -> sgsn = AddressString.number(fields, "locationInformationGPRS.sgsn-Number");
        case 0x86 -> serviceArea = isPresent(fields);
        case 0x89 -> age = age(fields);
        default -> {}
      }
    }
    Location location = new Location(Domain.PS, age, as(cell, serviceArea), area, routingArea);
    return new LocationInformation(location, sgsn);
  }

  private static Integer age(BerReader element) throws MalformedMessageException {
    long minutes = element.integer("ageOfLocationInformation");
    if (minutes < 0 || minutes > MAX_AGE) {
      throw new MalformedMessageException(
          Kind.UNEXPECTED_VALUE, "ageOfLocationInformation", minutes + " minutes");
    }
    return (int) minutes;
  }

  /** The alternative of CellGlobalIdOrServiceAreaIdOrLAI, the only element of its field. */
  private static BerReader choice(BerReader field) throws MalformedMessageException {
    BerReader choice = field.contents("cellGlobalIdOrServiceAreaIdOrLAI");
    if (!choice.next() || choice.end() != field.offset() + field.length()) {
      throw new MalformedMessageException(
          Kind.MISTYPED, "cellGlobalIdOrServiceAreaIdOrLAI", "not one alternative");
    }
    int tag = choice.tag() & ~FORM;
    if (tag != 0x80 && tag != 0x81) {
      throw new MalformedMessageException(
          Kind.MISTYPED, "cellGlobalIdOrServiceAreaIdOrLAI", "unknown alternative");
    }
    return choice;
  }

  private static @Nullable Cell cell(BerReader choice) throws MalformedMessageException {
    return (choice.tag() & ~FORM) == 0x80
        ? AreaIdentity.cell(choice, "cellGlobalIdOrServiceAreaIdFixedLength")
        : null;
  }

  private static @Nullable LocationArea area(BerReader choice) throws MalformedMessageException {
    return (choice.tag() & ~FORM) == 0x81 ? AreaIdentity.lai(choice, "laiFixedLength") : null;
  }

  private static boolean isPresent(BerReader element) throws MalformedMessageException {
    element.requireLength("sai-Present", 0, 0);
    return true;
  }

  /** The flag stands behind the cell that it speaks of. */
  private static @Nullable Cell as(@Nullable Cell cell, boolean serviceArea) {
    return cell == null || !serviceArea ? cell : new Cell(cell.area(), cell.ci(), true);
  }

  /** Writes a LocationInformation under a tag. */
  static byte[] circuitSwitched(int tag, @Nullable Location location, @Nullable String vlr) {
    Integer age = location == null ? null : location.ageMinutes();
    byte[] choice = choice(location);
    return BerWriter.element(
        tag,
        age == null ? NONE : BerWriter.integer(0x02, age),
        vlr == null ? NONE : AddressString.international(0x81, vlr),
        choice.length == 0 ? NONE : BerWriter.element(0xa3, choice),
        isServiceArea(location) ? BerWriter.element(0x89) : NONE);
  }

  /** Writes a LocationInformationGPRS under a tag. */
  static byte[] packetSwitched(int tag, @Nullable Location location, @Nullable String sgsn) {
    Integer age = location == null ? null : location.ageMinutes();
    RoutingArea area = location == null ? null : location.routingArea();
    byte[] choice = choice(location);
    return BerWriter.element(
        tag,
        choice.length == 0 ? NONE : BerWriter.element(0xa0, choice),
        area == null
            ? NONE
            : BerWriter.element(
                0x81, AreaIdentity.octets(area.area()), new byte[] {(byte) area.rac()}),
        sgsn == null ? NONE : AddressString.international(0x83, sgsn),
        isServiceArea(location) ? BerWriter.element(0x86) : NONE,
        age == null ? NONE : BerWriter.integer(0x89, age));
  }

  private static byte[] choice(@Nullable Location location) {
    Cell cell = location == null ? null : location.cell();
    if (cell != null) {
      byte[] ci = {(byte) (cell.ci() >> 8), (byte) cell.ci()};
      return BerWriter.element(0x80, AreaIdentity.octets(cell.area()), ci);
    }
    LocationArea area = location == null ? null : location.area();
    return area == null ? NONE : BerWriter.element(0x81, AreaIdentity.octets(area));
  }

  private static boolean isServiceArea(@Nullable Location location) {
    Cell cell = location == null ? null : location.cell();
    return cell != null && cell.serviceArea();
  }
}
