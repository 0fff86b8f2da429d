package chat.passerby.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Asks a Redis server past all of our own code, each time over a connection of its own. */
public final class Wire {
  private Wire() {}

  /**
   * What a server answers: the parts of its reply in order, however they were nested, with an empty
   * text for nil and an error as it is, its sign in front.
   *
   * @param password may be empty
   */
  public static List<String> ask(int port, String password, String... words) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout((int) Eventually.DEADLINE.toMillis());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      if (!password.isEmpty()) {
        socket.getOutputStream().write(command("AUTH", password));
        read(in, new ArrayList<>());
      }
      socket.getOutputStream().write(command(words));
      List<String> reply = new ArrayList<>();
      read(in, reply);
      return reply;
    }
  }

  private static byte[] command(String... words) {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      command.append("$").append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return command.toString().getBytes(US_ASCII);
  }

  private static void read(DataInputStream in, List<String> parts) throws IOException {
    String line = line(in);
    String rest = line.substring(1);
    switch (line.charAt(0)) {
      case '*' -> {
        for (int left = Integer.parseInt(rest); left > 0; left--) {
          read(in, parts);
        }
      }
      case '$' -> {
        int length = Integer.parseInt(rest);
        parts.add(length < 0 ? "" : new String(in.readNBytes(length), US_ASCII));
        if (length >= 0) {
          in.skipNBytes(2);
        }
      }
      case '-' -> parts.add(line);
      default -> parts.add(rest);
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (byte next = in.readByte(); next != '\n'; next = in.readByte()) {
      line.append((char) next);
    }
    return line.substring(0, line.length() - 1);
  }
}
