package org.pna.app.config;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.PiConfig.Scscf;
import org.pna.app.config.PiConfig.Tls;
import org.pna.transport.sip.SipListeningPoint;
import org.pna.transport.sip.SipListeningPoint.Transport;
import org.pna.transport.sip.SipTls;

/** Reads {@code pi.tls}. */
final class PiTlsReader {
  private static final int SOCKETS = 16;

  private final Path folder;
  private final Bindings bindings;

  /**
   * @param folder to which paths are relative
   */
  PiTlsReader(Path folder, Bindings bindings) {
    this.folder = folder;
    this.bindings = bindings;
  }

  /** The section; null if it is absent, or wrong. */
  @Nullable Tls read(Value tls, List<Scscf> scscfs) {
    if (!tls.isPresent()) {
      return null;
    }
    try (Section section = tls.section()) {
      List<SipListeningPoint> listen = listen(section.required("listen"));
      Value store = section.required("key-store");
      char[] password =
          new Secrets(folder)
              .inFile(section.required("password-file"), "password")
              .orElse("")
              .toCharArray();
      Optional<KeyStore> own =
          store.parsed(
              text -> own(text, password),
              "'%s' is no PKCS #12 file that opens with the password",
              "name one with our key and its certificate, relative to this file's folder");
      Optional<KeyStore> authorities =
          section
              .required("authorities")
              .parsed(
                  this::authorities,
                  "'%s' is no file with certificates",
                  "name one in PEM with those who sign the S-CSCFs' certificates");
      if (own.isEmpty() || authorities.isEmpty()) {
        return null;
      }
      return new Tls(
          listen,
          new SipTls(
              own.get(),
              password,
              authorities.get(),
              address -> PiConfig.tlsName(scscfs, address)));
    } catch (GeneralSecurityException e) {
      tls.fault("the key cannot be used", "give key and key store the same password");
      return null;
    }
  }

  private List<SipListeningPoint> listen(Value value) {
    List<SipListeningPoint> points = new ArrayList<>();
    for (Value item : value.filledList(SOCKETS)) {
      item.endpoint()
          .ifPresent(
              end -> {
                bindings.add(item, Binding.Protocol.TCP, end, null, null);
                points.add(new SipListeningPoint(Transport.TLS, end.address(), end.port()));
              });
    }
    return points;
  }

  private Optional<KeyStore> own(String text, char[] password) {
    try (InputStream in = Files.newInputStream(folder.resolve(text).normalize())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      return Optional.of(store);
    } catch (IOException | GeneralSecurityException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }

  private Optional<KeyStore> authorities(String text) {
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(folder.resolve(text).normalize()))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority" + number++, one);
      }
      return number == 0 ? Optional.empty() : Optional.of(store);
    } catch (IOException | GeneralSecurityException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }
}
