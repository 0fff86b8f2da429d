package chat.passerby.fault;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A real HAProxy or nginx in front of nodes, with the example of {@code k8s/proxy} but for TLS. It
 * has its files in a folder of its own, and ends with this object.
 */
final class Balancer implements AutoCloseable {
  /** What it is. */
  enum Kind {
    HAPROXY,
    NGINX
  }

  /**
   * Where a node is.
   *
   * @param health the port on which it says whether it is ready
   */
  record Backend(int port, int health) {}

  private final Kind kind;
  private final Path folder;
  private final Path examples;
  private final int port = RedisProcess.freePort();
  private final int redirect = RedisProcess.freePort();
  private final Process process;

  private Balancer(
      Kind kind, Path folder, Path examples, List<Backend> gateways, List<Backend> moderation)
      throws IOException {
    this.kind = kind;
    this.folder = folder;
    this.examples = examples;
    Path config = write(gateways, moderation);
    List<String> command =
        kind == Kind.HAPROXY
            ? List.of("haproxy", "-W", "-f", config.toString())
            : List.of(
                "nginx",
                "-p",
                folder.toString(),
                "-c",
                config.toString(),
                "-e",
                "stderr",
                "-g",
                "daemon off;");
    this.process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("proxy.log").toFile())
            .start();
  }

  /**
   * Starts one; returns when it listens.
   *
   * @param examples the folder of the example configurations
   * @param gateways all that there will ever be, for HAProxy, which asks each whether it is ready;
   *     those that run, for nginx, which asks none
   */
  static Balancer start(
      Kind kind, Path folder, Path examples, List<Backend> gateways, List<Backend> moderation) {
    try {
      Balancer started = new Balancer(kind, folder, examples, gateways, moderation);
      Eventually.await("the proxy", () -> !started.process.isAlive() || started.listens());
      if (!started.process.isAlive()) {
        throw new AssertionError(Files.readString(folder.resolve("proxy.log")));
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Has nginx send new connections to these only, as its operator does; its sockets stay. */
  void use(List<Backend> gateways, List<Backend> moderation) {
    if (kind == Kind.NGINX) {
      try {
        write(gateways, moderation);
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  private Path write(List<Backend> gateways, List<Backend> moderation) throws IOException {
    return kind == Kind.HAPROXY ? haproxy(gateways, moderation) : nginx(gateways, moderation);
  }

  private Path haproxy(List<Backend> gateways, List<Backend> moderation) throws IOException {
    String text =
        Files.readString(examples.resolve("haproxy.cfg"))
            .replaceFirst(" +bind :80\n", "")
            .replaceFirst("bind :443 .*", "bind 127.0.0.1:" + port)
            .replaceFirst(" +http-request redirect scheme .*\n", "")
            .replaceFirst(" +server gateway1 .*", servers("gateway", gateways))
            .replaceFirst(" +server moderation1 .*", servers("moderation", moderation));
    return Files.writeString(folder.resolve("haproxy.cfg"), text);
  }

  private static String servers(String name, List<Backend> backends) {
    return backends.stream()
        .map(
            each ->
                "    server %s%d 127.0.0.1:%d check port %d inter 1s fall 2 rise 1"
                    .formatted(name, each.port(), each.port(), each.health()))
        .collect(Collectors.joining("\n"));
  }

  private Path nginx(List<Backend> gateways, List<Backend> moderation) throws IOException {
    StringBuilder own = new StringBuilder("http {\n");
    for (String temporary : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      own.append(temporary).append("_temp_path ").append(folder.resolve(temporary)).append(";\n");
    }
    String server = "        server 127.0.0.1:8080;";
    String text =
        Files.readString(examples.resolve("nginx.conf"))
            .replace("http {\n", own)
            .replace("events {", "pid " + folder.resolve("nginx.pid") + ";\nevents {")
            .replace("listen 80;", "listen 127.0.0.1:" + redirect + ";")
            .replace("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
            .replaceAll(" +ssl_certificate(_key)? .*\n", "");
    int first = text.indexOf(server);
    text = text.substring(0, first) + upstream(gateways) + text.substring(first + server.length());
    return Files.writeString(
        folder.resolve("nginx.conf"), text.replace(server, upstream(moderation)));
  }

  private static String upstream(List<Backend> backends) {
    return backends.stream()
        .map(each -> "        server 127.0.0.1:" + each.port() + ";")
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroy();
    process.onExit().join();
    workers.forEach(ProcessHandle::destroyForcibly);
  }
}
