package chat.passerby.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.NodeProcess;
import chat.passerby.gateway.SessionClient;
import chat.passerby.gateway.Visitor;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of proxies, with the real HAProxy and nginx (tried: 2.6.12 and 1.22.1). */
class ProxyIT {
  @TempDir Path folder;
  private RedisProcess redis;
  private NodeProcess node;
  private final int management = RedisProcess.freePort();
  private final int port = RedisProcess.freePort();

  @BeforeEach
  void start() throws IOException {
    redis = RedisProcess.start(Files.createDirectory(folder.resolve("redis")));
    node =
        NodeProcess.start(
            folder,
            Map.of(
                "PASSERBY_REDIS_URI",
                redis.endpoint().uri(),
                "PASSERBY_MANAGEMENT_PORT",
                Integer.toString(management),
                "PASSERBY_PROXIES",
                "127.0.0.1",
                // Two visitors of one address would be one too many.
                "PASSERBY_SESSIONS_PER_MINUTE",
                "1"));
  }

  @AfterEach
  void end() {
    node.close();
    redis.close();
  }

  @Test
  void haproxy_reloadedInMidChat_costsAResumeAndNothingElse() throws Exception {
    Tool.needs("haproxy", "openssl");
    Tool tool = Tool.in(folder);
    String example = Files.readString(Path.of("k8s/proxy/haproxy.cfg"));
    Path whole = write("whole.cfg", example.replace("/etc/haproxy/", certificate()));
    tool.run("haproxy", "-c", "-f", whole.toString());
    Path plain =
        write(
            "haproxy.cfg",
            example
                .replaceFirst(" +bind :80\n", "")
                .replaceFirst("bind :443 .*", "bind 127.0.0.1:" + port)
                .replaceFirst(" +http-request redirect scheme .*\n", "")
                .replace("hard-stop-after 10m", "hard-stop-after 1s")
                .replace("127.0.0.1:8080", "127.0.0.1:" + node.port())
                .replace("port 8081", "port " + management));
    File log = folder.resolve("haproxy.log").toFile();
    Process haproxy = tool.start(log, "haproxy", "-W", "-f", plain.toString());
    try {
      chatThrough(haproxy, () -> tool.run("kill", "-USR2", Long.toString(haproxy.pid())));
    } catch (AssertionError e) {
      throw new AssertionError(Files.readString(log.toPath()), e);
    } finally {
      end(haproxy);
    }
  }

  @Test
  void nginx_reloadedInMidChat_costsAResumeAndNothingElse() throws Exception {
    Tool.needs("nginx", "openssl");
    Tool tool = Tool.in(folder);
    String example =
        Files.readString(Path.of("k8s/proxy/nginx.conf"))
            .replace("http {\n", "http {\n" + temporary() + "\n")
            .replace("events {", "pid " + folder.resolve("nginx.pid") + ";\nevents {")
            .replace("/etc/nginx/", certificate());
    nginx(tool, "-t", write("whole.conf", example));
    Path plain =
        write(
            "nginx.conf",
            example
                .replaceFirst("listen 80;", "listen 127.0.0.1:" + RedisProcess.freePort() + ";")
                .replaceFirst("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
                .replace("worker_shutdown_timeout 10m", "worker_shutdown_timeout 1s")
                .replace("127.0.0.1:8080", "127.0.0.1:" + node.port()));
    File log = folder.resolve("nginx.log").toFile();
    Process nginx =
        tool.start(
            log,
            "nginx",
            "-p",
            folder.toString(),
            "-c",
            plain.toString(),
            "-e",
            "stderr",
            "-g",
            "daemon off;");
    try {
      chatThrough(nginx, () -> tool.run("kill", "-HUP", Long.toString(nginx.pid())));
    } catch (AssertionError e) {
      throw new AssertionError(Files.readString(log.toPath()), e);
    } finally {
      end(nginx);
    }
  }

  private void nginx(Tool tool, String option, Path configuration) {
    tool.run(
        "nginx", "-p", folder.toString(), "-e", "stderr", option, "-c", configuration.toString());
  }

  /** Not where a system's own nginx keeps them. */
  private String temporary() {
    StringBuilder lines = new StringBuilder();
    for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      lines.append(kind).append("_temp_path ").append(folder.resolve(kind)).append(";\n");
    }
    return lines.toString();
  }

  private interface Reload {
    void run() throws Exception;
  }

  private void chatThrough(Process proxy, Reload reload) throws Exception {
    Eventually.await("the proxy", () -> !proxy.isAlive() || answers());
    assertTrue(proxy.isAlive(), "the proxy has ended");
    assertEquals(404, status("/nowhere"));
    assertEquals(401, status("/api/moderation/cases"));
    assertEquals(200, status("/moderation"));
    String oneToken = tokenOf("198.51.100.7");
    String otherToken = tokenOf("198.51.100.8");
    try (Visitor one = Visitor.welcomed(port, oneToken);
        Visitor other = Visitor.welcomed(port, otherToken)) {
      Visitor.match(one, other);
      one.chat("1", "before");
      assertEquals("1", other.await("chat").path("id").asText());
      reload.run();
      // The old process lets go of its sockets; without a close frame, as when a network goes.
      assertEquals(1006, one.awaitClose());
      assertEquals(1006, other.awaitClose());
      try (Visitor oneAgain = Visitor.silent(port);
          Visitor otherAgain = Visitor.silent(port)) {
        resume(oneAgain, oneToken, one.room());
        resume(otherAgain, otherToken, one.room());
        // Until then a client keeps what it has to say.
        oneAgain.await("partner-back");
        oneAgain.chat("2", "after");
        assertEquals("2", otherAgain.await("chat").path("id").asText());
        otherAgain.chat("3", "me too");
        assertEquals("3", oneAgain.await("chat").path("id").asText());
        assertEquals(List.of(), oneAgain.typesSoFar());
        assertEquals(List.of(), otherAgain.typesSoFar());
      }
    }
  }

  private static void resume(Visitor visitor, String token, String room) {
    visitor.hello(token);
    assertEquals("chatting", visitor.await("welcome").path("state").asText(), visitor::story);
    visitor.enter(room);
  }

  private int status(String path) {
    return SessionClient.on(port).send("GET", path, "").statusCode();
  }

  /** Of a visitor whose address another proxy has told. */
  private String tokenOf(String address) {
    var answer = SessionClient.on(port).create("{\"adult\":true}", "X-Forwarded-For", address);
    assertEquals(201, answer.statusCode(), answer::body);
    return SessionClient.json(answer).path("token").asText();
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return status("/") == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The folder of a certificate of this test's own, with what both proxies want of it. */
  private String certificate() {
    Tool tool = Tool.in(folder);
    tool.run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-days",
        "1",
        "-keyout",
        "passerby.key",
        "-out",
        "passerby.crt");
    try {
      Files.writeString(
          folder.resolve("passerby.pem"),
          Files.readString(folder.resolve("passerby.crt"))
              + Files.readString(folder.resolve("passerby.key")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder + "/";
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void end(Process proxy) throws InterruptedException {
    List<ProcessHandle> workers = proxy.descendants().toList();
    proxy.destroy();
    proxy.waitFor();
    workers.forEach(ProcessHandle::destroyForcibly);
  }
}
