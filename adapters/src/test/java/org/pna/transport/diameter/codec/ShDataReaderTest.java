package org.pna.transport.diameter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.Peers;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.model.message.sh.ShData;

class ShDataReaderTest {
  private static final Path FIXTURES =
      Path.of(System.getProperty("pna.root", ".."), "test-fixtures", "sh");

  private static ShData read(String document) throws MalformedMessageException {
    return ShDataReader.read(document.getBytes(StandardCharsets.UTF_8));
  }

  private static String in(String content) {
    return "<Sh-Data>" + content + "</Sh-Data>";
  }

  @Test
  void readsTheSamples() throws Exception {
    ShData pushed = ShDataReader.read(Files.readAllBytes(FIXTURES.resolve("sh-data-pnr.xml")));
    assertThat(pushed.imsUserState()).isEqualTo(ImsUserState.REGISTERED);
    assertThat(pushed.publicIdentities())
        .containsExactly(new PublicIdentity("sip:user1_public1@home1.net"));
    assertThat(pushed.msisdns()).containsExactly(new Msisdn("15551230001"));
    assertThat(pushed.csLocation()).isNull();

    ShData pulled =
        ShDataReader.read(Files.readAllBytes(FIXTURES.resolve("sh-data-udr-state.xml")));
    assertThat(pulled.csUserState()).isEqualTo(CsUserState.ASSUMED_IDLE);
    assertThat(pulled.csLocation().location().cell()).hasToString("240-99-6699-15437");
    assertThat(pulled.csLocation().location().ageMinutes()).isEqualTo(5);
    assertThat(pulled.csLocation().node()).isEqualTo("46701111111");
    assertThat(pulled.csLocation().isCurrent()).isFalse();
  }

  @Test
  void readsTheExtensionsAtTheirDepth() throws Exception {
    ShData data = ShDataReader.read(Files.readAllBytes(FIXTURES.resolve("sh-data-extensions.xml")));
    assertThat(data.psUserState()).isEqualTo(PsUserState.ATTACHED_REACHABLE_FOR_PAGING);
    assertThat(data.epsUserState()).isEqualTo(PsUserState.CONNECTED_REACHABLE_FOR_PAGING);
    assertThat(data.fiveGsUserState()).isEqualTo(PsUserState.DETACHED);
    assertThat(data.imsi()).isEqualTo(new Imsi("240991234567890"));
    assertThat(data.privateIdentities()).containsExactly(new Nai("anna@ims.example"));
    assertThat(data.imeisv()).isEqualTo("3520990012345678");
    assertThat(data.serverName()).isEqualTo("sip:scscf.ims.example");
    assertThat(data.psLocation().location().routingArea()).hasToString("240-99-6699-7");
    assertThat(data.psLocation().location().cell().serviceArea()).isTrue();
    assertThat(data.psLocation().node()).isEqualTo("46701111111");
    assertThat(data.psLocation().isCurrent()).isTrue();
    assertThat(data.publicIdentities())
        .as("not the deleted, and not what is in a service's own data")
        .containsExactly(new PublicIdentity("sip:anna@ims.example"));
    assertThat(data.imsUserState()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh-data-pnr.xml", "sh-data-udr-state.xml", "sh-data-extensions.xml"})
  void theSamplesAreValid(String name) throws Exception {
    Path schema =
        Path.of(System.getProperty("pna.root", ".."), "..", "shared", "schemas", "ShDataType.xsd");
    Peers.need(schema);
    SchemaFactory.newDefaultInstance()
        .newSchema(schema.toFile())
        .newValidator()
        .validate(new StreamSource(FIXTURES.resolve(name).toFile()));
    assertThat(XMLConstants.W3C_XML_SCHEMA_NS_URI).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<Sh-Data>",
        "<Other/>",
        "<Sh-Data><CSUserState>4</CSUserState></Sh-Data>",
        "<Sh-Data><PSUserState>7</PSUserState></Sh-Data>",
        "<Sh-Data><CSUserState>idle</CSUserState></Sh-Data>",
        "<Sh-Data><Sh-IMS-Data><IMSUserState>-1</IMSUserState></Sh-IMS-Data></Sh-Data>",
        "<Sh-Data><CSLocationInformation><CellGlobalId>!!</CellGlobalId></CSLocationInformation></Sh-Data>",
        "<Sh-Data><CSLocationInformation><CellGlobalId>QvCZGis8</CellGlobalId></CSLocationInformation></Sh-Data>",
        "<!DOCTYPE Sh-Data [<!ENTITY x '2'>]><Sh-Data><CSUserState>&x;</CSUserState></Sh-Data>",
        "<!DOCTYPE Sh-Data SYSTEM 'file:///etc/passwd'><Sh-Data/>",
        "<Sh-Data><CSUserState>&x;</CSUserState></Sh-Data>"
      })
  void refusesWhatIsWrong(String document) {
    assertThatThrownBy(() -> read(document)).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void anUnknownElementIsPassedOver() throws Exception {
    assertThat(
            read(in(
                    "<New a='1'><CSUserState>0</CSUserState></New>"
                        + "<CSUserState> 2 <!-- so --></CSUserState><x:More xmlns:x='urn:x'/>"))
                .csUserState())
        .isEqualTo(CsUserState.ASSUMED_IDLE);
  }

  @Test
  void aNameInAnOddFormIsPassedOver() throws Exception {
    ShData data =
        read(
            in(
                "<PublicIdentifiers><IMSPublicIdentity>nobody</IMSPublicIdentity>"
                    + "<MSISDN>+15551230001</MSISDN><MSISDN>no</MSISDN></PublicIdentifiers>"));
    assertThat(data.publicIdentities()).isEmpty();
    assertThat(data.msisdns()).containsExactly(new Msisdn("15551230001"));
  }

  @Test
  @Timeout(10)
  void longAndDeepDocumentsAreRefused() {
    assertThatThrownBy(() -> read(in(" ".repeat(ShDataReader.MOST_OCTETS))))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> read(in("<Extension>".repeat(1000) + "</Extension>".repeat(1000))))
        .isInstanceOf(MalformedMessageException.class);
  }
}
