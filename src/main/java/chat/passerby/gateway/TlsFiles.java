package chat.passerby.gateway;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate and key of TLS, as their files have them by now. Files that cannot be used, or do
 * not belong together because one of them is still to change, change nothing. One for all event
 * loops of a node.
 */
public final class TlsFiles {
  /** How often to look whether a file has changed. */
  public static final Duration PERIOD = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(TlsFiles.class);
  private static final byte[] PROBE = {1, 2, 3, 4};

  private final Path certificate;
  private final Path key;
  private volatile @Nullable Pair seen;
  private String complaint = "";
  private volatile @Nullable PemKeyCertOptions present;

  /** What both files held. */
  private record Pair(Buffer certificate, Buffer key) {
    PemKeyCertOptions options() {
      return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
    }
  }

  public TlsFiles(Path certificate, Path key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * Reads both for the first time. Blocks.
   *
   * @throws IOException with a sentence that names what is wrong
   */
  public synchronized void read(Vertx vertx) throws IOException {
    Pair now = files();
    check(vertx, now);
    seen = now;
    present = now.options();
  }

  /** What a server begins with; to be asked after {@link #read}. */
  public PemKeyCertOptions present() {
    PemKeyCertOptions read = present;
    if (read == null) {
      throw new IllegalStateException("The certificate has not been read.");
    }
    return read;
  }

  /** Has a server use what the files hold by now, if that has changed. */
  public void renew(Context context, HttpServer server) {
    context
        .executeBlocking(() -> changed(context.owner()))
        .onSuccess(fresh -> fresh.ifPresent(options -> use(server, options)))
        .onFailure(e -> log.error("Could not check the TLS files for a new certificate.", e));
  }

  /** The same, whenever that changes; to be called on that context. */
  public void watch(Context context, HttpServer server) {
    context.owner().setPeriodic(PERIOD.toMillis(), round -> renew(context, server));
  }

  private void use(HttpServer server, PemKeyCertOptions options) {
    server
        .updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(options))
        .onSuccess(done -> log.info("TLS has a new certificate."))
        .onFailure(
            e -> {
              // What was read is taken for new again, so the next round tries once more.
              seen = null;
              log.error("The new certificate of TLS was refused; trying again.", e);
            });
  }

  private synchronized Optional<PemKeyCertOptions> changed(Vertx vertx) {
    try {
      Pair now = files();
      if (now.equals(seen)) {
        return Optional.empty();
      }
      seen = now;
      check(vertx, now);
      complaint = "";
      PemKeyCertOptions fresh = now.options();
      present = fresh;
      return Optional.of(fresh);
    } catch (IOException e) {
      String now = String.valueOf(e.getMessage());
      // Each event loop looks, again and again: one line tells of it.
      if (!now.equals(complaint)) {
        complaint = now;
        log.warn("TLS keeps the certificate that it has: {}", now);
      }
      return Optional.empty();
    }
  }

  private Pair files() throws IOException {
    return new Pair(file(certificate), file(key));
  }

  private static Buffer file(Path path) throws IOException {
    try {
      return Buffer.buffer(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new IOException(path + " cannot be read.", e);
    }
  }

  /** A key that is not that of the certificate would fail every handshake. */
  private void check(Vertx vertx, Pair pair) throws IOException {
    try {
      X509KeyManager keys = keys(pair.options().getKeyManagerFactory(vertx).getKeyManagers());
      for (String type : new String[] {"RSA", "EC", "EdDSA", "Ed25519"}) {
        String[] names = keys.getServerAliases(type, null);
        if (names != null && names.length > 0) {
          X509Certificate first = keys.getCertificateChain(names[0])[0];
          if (belongs(keys.getPrivateKey(names[0]), first)) {
            return;
          }
          throw new IOException(key + " is not the key of the certificate in " + certificate + ".");
        }
      }
      throw new IOException(certificate + " has a key of a kind that TLS does not use.");
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(
          certificate + " and " + key + " hold no certificate and key in PEM (PKCS #8).", e);
    }
  }

  private static X509KeyManager keys(KeyManager[] managers) {
    return Arrays.stream(managers)
        .filter(X509KeyManager.class::isInstance)
        .map(X509KeyManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(PROBE);
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(PROBE);
    return verifier.verify(signer.sign());
  }
}
