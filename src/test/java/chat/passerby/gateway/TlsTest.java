package chat.passerby.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.NodeSettings;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import chat.passerby.telemetry.LogCapture;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with a certificate of its own, which changes while it runs. */
class TlsTest {
  private static final char[] PASSWORD = "only for this test".toCharArray();

  private static RedisProcess redis;
  private static Path folder;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path temp) throws Exception {
    folder = temp;
    redis = RedisProcess.start(Files.createDirectory(temp.resolve("redis")));
    certify("first");
    use("first", "first");
    node =
        LocalNode.start(
            redis.endpoint(),
            Map.of(
                "PASSERBY_TLS_CERTIFICATE", folder.resolve("tls.crt").toString(),
                "PASSERBY_TLS_KEY", folder.resolve("tls.key").toString()));
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void page_overTls_tellsBrowsersToStayWithIt() throws Exception {
    HttpResponse<String> answer = status("first");
    assertEquals(200, answer.statusCode());
    assertEquals(
        "max-age=15552000", answer.headers().firstValue("Strict-Transport-Security").orElseThrow());
  }

  @Test
  void page_withoutTls_saysNothingOfIt() {
    try (LocalNode plain = LocalNode.start(redis.endpoint())) {
      HttpResponse<String> answer = SessionClient.on(plain.port()).send("GET", "/api/status", "");
      assertTrue(answer.headers().firstValue("Strict-Transport-Security").isEmpty());
      String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
      assertFalse(policy.contains("unsafe"), policy);
      assertTrue(
          answer.headers().firstValue("Permissions-Policy").orElseThrow().contains("payment=()"));
    }
  }

  @Test
  void socket_overTls_isTaken() throws Exception {
    CompletableFuture<String> said = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            said.complete(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
          }
        };
    try (HttpClient client = client("first")) {
      String session =
          client
              .send(
                  HttpRequest.newBuilder(address("https", "/api/session"))
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString("{\"adult\":true}"))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      String token = session.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .subprotocols("passerby.v1")
              .buildAsync(address("wss", "/ws"), listener)
              .join();
      socket.sendText("{\"type\":\"hello\",\"token\":\"" + token + "\"}", true).join();
      assertTrue(said.join().startsWith("{\"type\":\"welcome\""), said::join);
      socket.abort();
    }
  }

  @Test
  void certificate_thatChanges_isUsedWithoutARestart() throws Exception {
    certify("second");
    use("second", "second");
    Eventually.await("the new certificate", () -> serves("second"));
    // Half of a change: the key is not that of the certificate.
    TlsFiles half = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("first.key"));
    Vertx vertx = Vertx.vertx();
    IOException refused = assertThrows(IOException.class, () -> half.read(vertx));
    assertTrue(refused.getMessage().contains("is not the key"), refused.getMessage());
    Eventually.get(vertx.close());
    use("first", "first");
    Eventually.await("the first one again", () -> serves("first"));
  }

  @Test
  void certificate_thatIsGone_isSaidOnce() throws Exception {
    Path gone = folder.resolve("gone.crt");
    Files.copy(folder.resolve("tls.crt"), gone);
    TlsFiles files = new TlsFiles(gone, folder.resolve("tls.key"));
    Vertx vertx = Vertx.vertx();
    try (LogCapture log = LogCapture.of(TlsFiles.class)) {
      files.read(vertx);
      Files.delete(gone);
      Context context = vertx.getOrCreateContext();
      for (int round = 0; round < 3; round++) {
        files.renew(context, vertx.createHttpServer());
      }
      // What a context is to do beside its loop is done in its order.
      Eventually.get(context.executeBlocking(() -> true));
      assertEquals(1, log.lines().size(), log.lines()::toString);
    } finally {
      Eventually.get(vertx.close());
    }
  }

  @Test
  void certificate_withoutAKey_stopsTheStart() {
    SettingsException refused =
        assertThrows(
            SettingsException.class,
            () -> NodeSettings.from(Settings.of(Map.of("PASSERBY_TLS_CERTIFICATE", "/a.pem"))));
    assertTrue(refused.getMessage().contains("PASSERBY_TLS_KEY"), refused.getMessage());
  }

  private static boolean serves(String name) {
    try {
      return status(name).statusCode() == 200;
    } catch (IOException otherCertificate) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<String> status(String name) throws Exception {
    try (HttpClient client = client(name)) {
      return client.send(
          HttpRequest.newBuilder(address("https", "/api/status")).build(), BodyHandlers.ofString());
    }
  }

  private static URI address(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + node.port() + path);
  }

  /** A client that trusts this certificate and no other. */
  private static HttpClient client(String name) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(name, store(name).getCertificate(name));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  /** Makes a key and a certificate for this machine. */
  private static void certify(String name) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve(name + ".p12").toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
    assertEquals(0, keytool.waitFor(), said);
    KeyStore store = store(name);
    Certificate certificate = store.getCertificate(name);
    assertTrue(certificate instanceof X509Certificate);
    pem(folder.resolve(name + ".crt"), "CERTIFICATE", certificate.getEncoded());
    pem(folder.resolve(name + ".key"), "PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded());
  }

  private static KeyStore store(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static void pem(Path file, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  private static void use(String certificate, String key) throws IOException {
    Files.write(
        folder.resolve("tls.crt"), Files.readAllBytes(folder.resolve(certificate + ".crt")));
    Files.write(folder.resolve("tls.key"), Files.readAllBytes(folder.resolve(key + ".key")));
  }
}
