package chat.passerby.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import chat.passerby.redis.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP client on a bare TCP socket: it sends bytes as they are given, and reads answers. Whoever
 * reads gets what comes within a deadline, or an {@link AssertionError}.
 */
public final class RawHttp implements AutoCloseable {
  private static final int DEADLINE_MILLIS = (int) Eventually.DEADLINE.toMillis();

  private final Socket socket;
  private final DataInputStream in;

  /**
   * @param headers names in lower case
   */
  public record Answer(int status, Map<String, String> headers, String body) {
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  private RawHttp(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(DEADLINE_MILLIS);
    this.in = new DataInputStream(socket.getInputStream());
  }

  public static RawHttp connect(int port) {
    try {
      return new RawHttp(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends text in Latin-1; a line break in it is sent as CRLF. */
  public RawHttp send(String text) {
    return sendBytes(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
  }

  public RawHttp sendBytes(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends zeros until the server takes no more; returns how many it took at most. */
  public long flood(long most) {
    byte[] zeros = new byte[16 * 1024];
    long sent = 0;
    try {
      while (sent < most) {
        socket.getOutputStream().write(zeros);
        sent += zeros.length;
      }
    } catch (IOException closed) {
      return sent;
    }
    return sent;
  }

  /** Reads an answer, which must come. */
  public Answer answer() {
    return answer("GET");
  }

  /** Reads an answer to a request of that method. */
  public Answer answer(String method) {
    try {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        head.write(in.readByte());
      }
      String[] lines = head.toString(ISO_8859_1).split("\r\n", -1);
      Map<String, String> headers = new TreeMap<>();
      for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
        String[] header = lines[i].split(":", 2);
        headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
      }
      int status = Integer.parseInt(lines[0].split(" ", 3)[1]);
      int length =
          method.equals("HEAD") ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new Answer(status, headers, new String(in.readNBytes(length), ISO_8859_1));
    } catch (EOFException e) {
      throw new AssertionError("The connection ended before an answer.", e);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("No answer came.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the server ends the connection; it must send nothing more. */
  public void awaitEnd() {
    try {
      int next = in.read();
      if (next >= 0) {
        throw new AssertionError("The server still sends: " + (char) next);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("The connection stays open.", e);
    } catch (SocketException e) {
      // A reset is an end as well.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server has not ended the connection so far; nothing may have come. */
  public boolean isOpen() {
    try {
      socket.setSoTimeout(1);
      int next = in.read();
      if (next >= 0) {
        throw new AssertionError("The server sends: " + (char) next);
      }
      return false;
    } catch (SocketTimeoutException open) {
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      patient();
    }
  }

  private void patient() {
    try {
      socket.setSoTimeout(DEADLINE_MILLIS);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the connection takes one more request and answers it. */
  public boolean isUsable() {
    send("GET /api/nothing HTTP/1.1\nHost: x\n\n");
    return answer().status() == 404;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
