package org.pna.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.transport.mlp.MlpTls;

/** Reads a section {@code tls}: files in PKCS #12, which are opened to see that they can be. */
final class TlsReader {
  private final Path folder;
  private final Secrets secrets;

  TlsReader(Path folder, Secrets secrets) {
    this.folder = folder;
    this.secrets = secrets;
  }

  /**
   * The section.
   *
   * @param tls may be absent: no key of ours, and what Java trusts
   */
  MlpTls read(Value tls) {
    try (Section section = tls.section()) {
      return new MlpTls(store(tls, section, "key"), store(tls, section, "trust"));
    }
  }

  private MlpTls.@Nullable Store store(Value tls, Section section, String what) {
    Value file = section.optional(what + "-store");
    String key = what + "-password";
    Optional<Secrets.Given> password =
        file.isPresent()
            ? secrets.required(tls, section, key)
            : secrets.optional(tls, section, key);
    Optional<Path> path =
        file.parsed(
            this::path,
            "'%s' is no file that can be read",
            "name a file that the gateway's user may read, relative to this file's folder");
    if (path.isEmpty() || password.isEmpty()) {
      return null;
    }
    MlpTls.Store store = new MlpTls.Store(path.get(), password.get().text());
    try {
      KeyStore opened = KeyStore.getInstance(store.file().toFile(), store.password().toCharArray());
      if (opened.size() == 0) {
        file.fault("holds no certificate", "put one into it by keytool");
      }
    } catch (IOException | GeneralSecurityException e) {
      file.fault(
          "cannot be opened with this password",
          "make it by keytool -storetype PKCS12, with one password for all in it");
    }
    return store;
  }

  private Optional<Path> path(String text) {
    try {
      return Optional.of(folder.resolve(text).normalize()).filter(Files::isReadable);
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }
}
