package chat.passerby.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A WebSocket client on a bare TCP socket, after RFC 6455 and nothing else: it can say what a
 * library would not let it say, and holds the server to the standard. It answers nothing by itself.
 * Whoever reads gets what comes within a deadline, or an {@link AssertionError}.
 */
public final class RawSocket implements AutoCloseable {
  /** Any masking key will do; the server must not care which (section 5.3). */
  private static final int MASKED = 0x80;

  private static final int DEADLINE_MILLIS = Integer.getInteger("deadline", 180_000);
  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final Socket socket;
  private final DataInputStream in;
  private final Answer answer;

  /**
   * The answer to a handshake.
   *
   * @param headers names in lower case
   */
  public record Answer(int status, Map<String, String> headers, String body) {}

  private RawSocket(Socket socket, String handshake) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(DEADLINE_MILLIS);
    this.in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write(handshake.getBytes(ISO_8859_1));
    this.answer = readAnswer();
  }

  /** Connects; the handshake must be accepted. */
  public static RawSocket open(int port, String... headers) {
    return open(new Socket(), port, headers);
  }

  /** Connects with a receive buffer so small that the server soon feels a client not reading. */
  public static RawSocket openNarrow(int port) {
    Socket socket = new Socket();
    try {
      socket.setReceiveBufferSize(4096);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
    return open(socket, port, "Sec-WebSocket-Protocol: passerby.v1");
  }

  /** Tries to connect and says what came of it; the connection is ended. */
  public static Answer handshake(int port, String... headers) {
    try (RawSocket socket = connect(new Socket(), port, handshake(port, key(), headers))) {
      return socket.answer;
    }
  }

  private static RawSocket open(Socket tcp, int port, String... headers) {
    String key = key();
    RawSocket socket = connect(tcp, port, handshake(port, key, headers));
    assertEquals(101, socket.answer.status(), socket.answer::toString);
    assertEquals("websocket", lowerCase(String.valueOf(socket.answer.headers().get("upgrade"))));
    assertEquals("upgrade", lowerCase(String.valueOf(socket.answer.headers().get("connection"))));
    assertEquals(acceptOf(key), socket.answer.headers().get("sec-websocket-accept"));
    return socket;
  }

  private static RawSocket connect(Socket socket, int port, String handshake) {
    try {
      socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new RawSocket(socket, handshake);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A handshake (section 4.1); a header given by the caller takes the place of the usual one. */
  private static String handshake(int port, String key, String... headers) {
    Map<String, String> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    lines.put("Host", "127.0.0.1:" + port);
    lines.put("Upgrade", "websocket");
    lines.put("Connection", "Upgrade");
    lines.put("Sec-WebSocket-Key", key);
    lines.put("Sec-WebSocket-Version", "13");
    for (String header : headers) {
      String[] parts = header.split(": ", 2);
      lines.merge(parts[0], parts[1], (usual, given) -> given);
    }
    StringBuilder request = new StringBuilder("GET /ws HTTP/1.1\r\n");
    lines.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    return request.append("\r\n").toString();
  }

  private static String key() {
    byte[] nonce = new byte[16];
    ThreadLocalRandom.current().nextBytes(nonce);
    return Base64.getEncoder().encodeToString(nonce);
  }

  private static String acceptOf(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Answer readAnswer() throws IOException {
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
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), UTF_8);
    return new Answer(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, body);
  }

  /** The subprotocol that the server chose. */
  public Optional<String> subprotocol() {
    return Optional.ofNullable(answer.headers().get("sec-websocket-protocol"));
  }

  /** Sends one whole text message. */
  public void text(String text) {
    send(true, RawFrame.TEXT, text.getBytes(UTF_8));
  }

  /** Sends a close frame; {@code cut} still has to follow. */
  public void close(int code) {
    send(true, RawFrame.CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
  }

  /** Sends a frame, masked as a client's must be. */
  public void send(boolean last, int opcode, byte[] payload) {
    write(frame((last ? 0x80 : 0) | opcode, payload));
  }

  /** Sends bytes as they are. */
  public void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A client's frame as bytes.
   *
   * @param first the whole first byte: FIN, the reserved bits and the opcode
   */
  public static byte[] frame(int first, byte[] payload) {
    int mask = ThreadLocalRandom.current().nextInt();
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length < 0x10000) {
      frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    frame.putInt(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i % 4)))));
    }
    byte[] bytes = new byte[frame.flip().remaining()];
    frame.get(bytes);
    return bytes;
  }

  /** The server's next frame; empty when it has ended the connection. */
  public Optional<RawFrame> read() {
    try {
      int first = in.read();
      return first < 0 ? Optional.empty() : Optional.of(readFrame(first));
    } catch (EOFException | SocketException e) {
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      throw new AssertionError("nothing came from the server", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RawFrame readFrame(int first) throws IOException {
    assertEquals(0, first & 0x70, "a reserved bit is set");
    int length = in.readUnsignedByte();
    assertTrue(length < MASKED, "a server's frame must not be masked");
    long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
    assertTrue(length < 126 || size > 125, "the length is not the shortest form");
    assertTrue(length < 127 || size > 0xFFFF, "the length is not the shortest form");
    int opcode = first & 0x0F;
    boolean last = (first & 0x80) != 0;
    assertTrue(opcode < 0x8 || (last && size < 126), "a control frame is long or in fragments");
    return new RawFrame(last, opcode, in.readNBytes(Math.toIntExact(size)));
  }

  private static String lowerCase(String text) {
    return String.valueOf(text).toLowerCase(Locale.ROOT);
  }

  /** Ends the TCP connection without a word. */
  public void cut() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the client's half of the TCP connection: it will send no more, and can still read. */
  public void endOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the TCP connection with RST in place of FIN. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  @Override
  public void close() {
    cut();
  }
}
