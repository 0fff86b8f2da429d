package chat.passerby;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/** What answers at an address in place of a fitting Redis. */
final class FakeServer implements AutoCloseable {
  private interface Conversation {
    void hold(Socket socket) throws IOException;
  }

  private final ServerSocket server;

  private FakeServer(Conversation conversation) {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(
        () -> {
          for (; ; ) {
            Socket socket;
            try {
              socket = server.accept();
            } catch (IOException e) {
              return;
            }
            Thread.startVirtualThread(
                () -> {
                  try (socket) {
                    conversation.hold(socket);
                  } catch (IOException e) {
                    // The client has gone.
                  }
                });
          }
        });
  }

  /** Says that it is Redis of a version, and refuses what that version does not know. */
  static FakeServer redis(String version) {
    return new FakeServer(
        socket -> {
          BufferedReader in =
              new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
          OutputStream out = socket.getOutputStream();
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            int parts = Integer.parseInt(line.substring(1));
            String command = "";
            for (int i = 0; i < parts; i++) {
              in.readLine();
              String word = in.readLine();
              command = i == 0 ? word.toUpperCase(Locale.ROOT) : command;
            }
            out.write(answer(command, version).getBytes(US_ASCII));
          }
        });
  }

  private static String answer(String command, String version) {
    String info = "# Server\r\nredis_version:" + version + "\r\n";
    return switch (command) {
      case "HELLO" -> "-ERR unknown command `HELLO`\r\n";
      case "PING" -> "+PONG\r\n";
      case "CLIENT", "SELECT" -> "+OK\r\n";
      case "INFO" -> "$" + info.length() + "\r\n" + info + "\r\n";
      default -> "-ERR unknown command `" + command + "`\r\n";
    };
  }

  /** Takes everything but TLS for a broken record, as OpenSSL does: an alert, and the end. */
  static FakeServer tls() {
    return new FakeServer(
        socket -> {
          int first = socket.getInputStream().read();
          if (first >= 0) {
            socket.getOutputStream().write(new byte[] {0x15, 3, 3, 0, 2, 2, 70});
          }
        });
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
