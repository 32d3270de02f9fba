package org.pna.publisher.pidf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.MalformedMessageException;

class PidfDiffApplierTest {
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String ROOT =
      "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:x=\"urn:x\" entity=\"e\">";
  private static final String BODY =
      "<tuple id=\"a\"><status><basic>open</basic></status></tuple> \n "
          + "<tuple id=\"b\" x:k=\"v\"><status/>t</tuple>"
          + "<note>n</note>";

  private static String apply(String operations) throws MalformedMessageException {
    return applyTo(ROOT + BODY + "</presence>", operations);
  }

  private static String applyTo(String document, String operations)
      throws MalformedMessageException {
    String diff =
        "<p:pidf-diff xmlns:p=\"urn:ietf:params:xml:ns:pidf-diff\""
            + " xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:y=\"urn:x\" entity=\"e\">"
            + operations
            + "</p:pidf-diff>";
    String result = new String(PidfDiffApplier.apply(bytes(document), bytes(diff)), UTF_8);
    assertThat(result).startsWith(HEAD + ROOT).endsWith("</presence>");
    return result.substring((HEAD + ROOT).length(), result.length() - "</presence>".length());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // where it goes
        "<p:add sel=\"*\"><z/></p:add> | <note>n</note><z/>",
        "<p:add sel=\"presence\" pos=\"prepend\"><z/></p:add> | <z/><tuple id=\"a\">",
        "<p:add sel=\"*/tuple[2]\" pos=\"before\"><z/></p:add> | </tuple> ~ <z/><tuple id=\"b\"",
        "<p:add sel=\"*/tuple[1]\" pos=\"after\"><z/><w/></p:add> | </tuple><z/><w/> ~ <tuple",
        "<p:add sel=\"/presence/note\">m</p:add> | <note>nm</note>",
        "<p:add sel=\"*/note\" pos=\"prepend\">m<z/></p:add> | <note>m<z/>n</note>",
        // prefixes of the patch, not of the document
        "<p:add sel=\"*/note\"><y:z y:a=\"1\"/></p:add> | <note>n<y:z xmlns:y=\"urn:x\" y:a=\"1\"/></note>",
        "<p:add sel=\"*/note\"><x:z xmlns:x=\"urn:q\"/></p:add> | <note>n<x:z xmlns:x=\"urn:q\"/></note>",
        "<p:add sel=\"*/note\"><z xmlns=\"\"/></p:add> | <note>n<z xmlns=\"\"/></note>",
        "<p:replace sel=\"*/tuple[@y:k='v']/@y:k\">w</p:replace> | <tuple id=\"b\" x:k=\"w\">",
        // attributes
        "<p:add sel=\"*/note\" type=\"@lang\">en</p:add> | <note lang=\"en\">n</note>",
        "<p:add sel=\"*/note\" type=\"@y:l\">&lt;</p:add> | <note xmlns:y=\"urn:x\" y:l=\"&lt;\">n",
        "<p:replace sel=\"*/tuple[@id='a']/@id\">c</p:replace> | <tuple id=\"c\"><status><basic>",
        "<p:remove sel=\"*/tuple[@id='b']/@y:k\"/> | <tuple id=\"b\"><status/>t</tuple>",
        // texts
        "<p:replace sel=\"*/tuple[@id='a']/status/basic/text()\">closed</p:replace> | <basic>closed</basic>",
        "<p:replace sel='*/tuple[@id=\"b\"]/text()'></p:replace> | <status/></tuple><note>",
        "<p:remove sel=\"*/note/text()\"/> | </tuple><note/>",
        // elements
        "<p:replace sel=\"*/tuple[@id='b'][1]\"> <z/>~</p:replace> | </tuple> ~ <z/><note>",
        "<p:remove sel=\"*/note\"/> | <status/>t</tuple>",
        "<p:remove sel=\"*/tuple[1]\" ws=\"after\"/><p:remove sel=\"*/note\"/> | <tuple id=\"b\" x:k=\"v\">",
        "<p:remove sel=\"*/*[2]\" ws=\"before\"/> | </tuple><note>n</note>",
        "<p:remove sel=\"*/tuple[2]/status\"/> | x:k=\"v\">t</tuple>",
        // one after the other
        "<p:add sel=\"*/note\">m</p:add><p:replace sel=\"*/note/text()\">k</p:replace> | <note>k</note>",
        "<p:remove sel=\"*/tuple[2]/status\"/><p:add sel=\"*/tuple[2]\" pos=\"prepend\">s</p:add><p:remove sel=\"*/tuple[2]/text()\"/> | x:k=\"v\"/>",
        "<p:add sel=\"*\"><z id=\"1\"/></p:add><p:add sel=\"*/z[@id='1']\" pos=\"before\"><w/></p:add> | <w/><z id=\"1\"/>",
        "<p:remove sel=\"*/tuple[1]\"/><p:remove sel=\"*/tuple[1]/status\"/> | ~ <tuple id=\"b\" x:k=\"v\">t</tuple>"
      })
  void operationsOfRfc5261(String operations, String expected) throws Exception {
    assertThat(apply(operations.replace('~', '\n'))).contains(expected.replace('~', '\n'));
  }

  @Test
  void nothingElseIsTouched() throws Exception {
    assertThat(apply("")).isEqualTo(BODY);
    assertThat(apply("<p:remove sel=\"*/tuple[2]\" ws=\"before\"/>"))
        .isEqualTo("<tuple id=\"a\"><status><basic>open</basic></status></tuple><note>n</note>");
  }

  @Test
  void bothSidesOfWhiteSpace() throws Exception {
    String document = ROOT + "<a/> <b/> <c/></presence>";
    assertThat(applyTo(document, "<p:remove sel=\"*/b\"/>")).isEqualTo("<a/>  <c/>");
    assertThat(applyTo(document, "<p:remove sel=\"*/b\" ws=\"before\"/>")).isEqualTo("<a/> <c/>");
    assertThat(applyTo(document, "<p:remove sel=\"*/b\" ws=\"both\"/>")).isEqualTo("<a/><c/>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<p:add sel=\"*/z\"/> | selects 0 elements",
        "<p:add sel=\"*/tuple\"/> | selects 2 elements",
        "<p:add sel=\"tuple\"/> | selects 0 elements",
        "<p:add sel=\"*/tuple[3]\"/> | selects 0 elements",
        "<p:add sel=\"\"/> | empty selector",
        "<p:add/> | no sel",
        "<p:add sel=\"//tuple\"/> | not supported from character 1",
        "<p:add sel=\"*/tuple[last()]\"/> | not supported from character 8",
        "<p:add sel=\"*/tuple[status]\"/> | not supported",
        "<p:add sel=\"*/tuple[@id=a]\"/> | not supported",
        "<p:add sel=\"*/tuple[0]\"/> | not supported",
        "<p:add sel=\"*/tuple[1\"/> | not supported",
        "<p:add sel=\"*/\"/> | not supported",
        "<p:add sel=\"id('a')\"/> | not supported",
        "<p:add sel=\"*/comment()\"/> | not supported",
        "<p:add sel=\"*/namespace::x\"/> | not supported",
        "<p:add sel=\"../x\"/> | not supported",
        "<p:add sel=\"*,*\"/> | not supported",
        "<p:add sel=\"*/note/text()[1]\"/> | not supported",
        "<p:add sel=\"*/x:note\"/> | prefix without a namespace",
        "<p:add sel=\"*/tuple[@x:k='v']\"/> | prefix without a namespace",
        "<p:add sel=\"*/note\" pos=\"append\"/> | pos is neither",
        "<p:add sel=\"*\" pos=\"after\"><z/></p:add> | the root can be neither",
        "<p:add sel=\"*/note/text()\">m</p:add> | no element",
        "<p:add sel=\"*/tuple[1]/@id\">m</p:add> | no element",
        "<p:add sel=\"*/tuple[1]\" type=\"@id\">m</p:add> | there already",
        "<p:add sel=\"*/tuple[1]\" type=\"namespace::z\">m</p:add> | only attributes",
        "<p:add sel=\"*/tuple[1]\" type=\"@x:z\">m</p:add> | prefix without a namespace",
        "<p:add sel=\"*/tuple[1]\" type=\"@k\"><z/></p:add> | where only text can be",
        "<p:replace sel=\"*\"><z/></p:replace> | the root can be neither",
        "<p:replace sel=\"*/note\"/> | exactly one element",
        "<p:replace sel=\"*/note\"><z/><z/></p:replace> | exactly one element",
        "<p:replace sel=\"*/note\">m</p:replace> | exactly one element",
        "<p:replace sel=\"*/note/text()\"><z/></p:replace> | where only text can be",
        "<p:replace sel=\"*/note/@lang\">m</p:replace> | selects no attribute",
        "<p:replace sel=\"*/tuple[2]/status/text()\">m</p:replace> | selects no text",
        "<p:replace sel=\"/text()\">m</p:replace> | not supported",
        "<p:remove sel=\"*\"/> | the root can be neither",
        "<p:remove sel=\"*/note\">m</p:remove> | no content",
        "<p:remove sel=\"*/note\" ws=\"no\"/> | ws is neither",
        "<p:remove sel=\"*/note\" ws=\"after\"/> | no white space",
        "<p:remove sel=\"*/note\" ws=\"before\"/> | no white space",
        "<p:remove sel=\"*/note/text()\" ws=\"after\"/> | ws is for elements",
        "<p:move sel=\"*/note\"/> | neither add, replace nor remove",
        "<add sel=\"*/note\"/> | neither add, replace nor remove"
      })
  void whatCannotBeAppliedIsRefused(String operations, String reason) {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> apply(operations))
        .withMessageContaining(reason.strip())
        .withMessageStartingWith("line 1: ");
  }

  @Test
  void textsPartedByAnElementAreTwo() {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(
            () ->
                applyTo(
                    ROOT + "<note>a<z/>b</note></presence>",
                    "<p:replace sel=\"*/note/text()\">m</p:replace>"))
        .withMessageContaining("more than one text");
  }

  @Test
  void aForeignPrefixOnAnAttributeIsNotStolen() {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(
            () ->
                applyTo(
                    "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:y=\"urn:other\""
                        + " entity=\"e\"><note/></presence>",
                    "<p:add sel=\"*/note\" type=\"@y:l\">m</p:add>"))
        .withMessageContaining("stands for something else");
  }

  @Test
  void theSampleOfAPartialDocument() throws Exception {
    byte[] after =
        PidfDiffApplier.apply(
            bytes(
                new String(Fixtures.good("pidf-pna-full.xml"), UTF_8)
                    .replace(";user=phone", "")
                    .replace("<dm:person", "<note>n</note><dm:person")),
            Fixtures.good("pidf-diff.xml"));
    new PidfSchema().validate(after);
    assertThat(PidfReader.read(after).summary())
        .isEqualTo(
            "cs-voice closed (in a call), ps-data open, networks: 3GPP-CS terminated,"
                + " Circle 59.3293 18.0686");
  }

  @Test
  void aFullDocumentBecomesAPresenceDocument() throws Exception {
    byte[] nothing =
        bytes("<p:pidf-diff xmlns:p=\"urn:ietf:params:xml:ns:pidf-diff\" entity=\"pres:a@b.c\"/>");
    assertThat(new String(PidfDiffApplier.apply(Fixtures.good("pidf-full.xml"), nothing), UTF_8))
        .isEqualTo(
            HEAD
                + "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"pres:a@b.c\">"
                + "<tuple id=\"t1\"><status><basic>open</basic></status></tuple></presence>");
  }

  @Test
  void differencesOfOthersAreRefused() {
    String of = "<p:pidf-diff xmlns:p=\"urn:ietf:params:xml:ns:pidf-diff\" entity=\"f\"/>";
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> PidfDiffApplier.apply(bytes(ROOT + "</presence>"), bytes(of)))
        .withMessageContaining("another entity");
  }

  @Test
  void tooManyOperationsAreRefused() throws Exception {
    String one = "<p:add sel=\"*\"><z/></p:add>";
    assertThat(apply(one.repeat(250))).endsWith("<z/>".repeat(250));
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> apply(one.repeat(251)))
        .withMessageContaining("more than 250");
  }

  @Test
  @Timeout(30)
  void manyOperationsOnAWideDocumentEnd() throws Exception {
    String document = ROOT + "<z/>".repeat(65_000) + "</presence>";
    String one = "<p:replace sel=\"*/z[65000]\"><z/></p:replace>";
    assertThat(applyTo(document, one.repeat(250))).isEqualTo("<z/>".repeat(65_000));
  }

  @Test
  void aSelectorIsBounded() {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> apply("<p:add sel=\"*" + "/x".repeat(600) + "\"/>"))
        .withMessageContaining("longer than 1024");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"/>", "<a/>", "", "<p:pidf-diff/>"})
  void whatIsNoDifferenceIsRefused(String diff) {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> PidfDiffApplier.apply(bytes(ROOT + "</presence>"), bytes(diff)));
  }

  @Test
  void versionsAreReadFromBothForms() throws Exception {
    assertThat(PidfDiffApplier.version(Fixtures.good("pidf-diff.xml"))).hasValue(568);
    assertThat(PidfDiffApplier.version(Fixtures.good("pidf-full.xml"))).hasValue(1);
    assertThat(PidfDiffApplier.version(Fixtures.good("presence-cell.xml"))).isEmpty();
    for (String version : new String[] {"-1", "x", "4294967296"}) {
      assertThatExceptionOfType(MalformedMessageException.class)
          .isThrownBy(() -> PidfDiffApplier.version(bytes("<a version=\"" + version + "\"/>")));
    }
  }
}
