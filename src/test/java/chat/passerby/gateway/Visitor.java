package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** One visitor's side of the protocol, as thin as it can be: a test says and reads every frame. */
public final class Visitor implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RawSocket socket;
  private final List<String> seen = new ArrayList<>();
  private String room = "";

  public Visitor(RawSocket socket) {
    this.socket = socket;
  }

  /** A new visitor, connected and silent. */
  public static Visitor silent(int port) {
    return new Visitor(RawSocket.open(port, "Sec-WebSocket-Protocol: passerby.v1"));
  }

  /** A new visitor with a new session, welcomed. */
  public static Visitor welcomed(int port) {
    return welcomed(port, SessionClient.on(port).token());
  }

  /** A new visitor of an existing session, welcomed. */
  public static Visitor welcomed(int port, String token) {
    Visitor visitor = silent(port);
    visitor.hello(token);
    visitor.await("welcome");
    return visitor;
  }

  /** Two strangers in a room of their own, each connected to the given port. */
  public static List<Visitor> matched(int onePort, int otherPort) {
    Visitor one = welcomed(onePort);
    Visitor other = welcomed(otherPort);
    match(one, other);
    return List.of(one, other);
  }

  /** Brings two idle visitors together, and nobody else with them. */
  public static void match(Visitor one, Visitor other) {
    String tag = UUID.randomUUID().toString().substring(0, 30);
    one.find(tag);
    one.await("waiting");
    other.find(tag);
    assertEquals(one.awaitMatch(), other.awaitMatch());
  }

  public void hello(String token) {
    send("hello", "token", token);
  }

  /** As a client does: again and again, until the server no longer says that it cannot. */
  public void findUntilTaken(String interest) {
    String answer = "error";
    while (answer.equals("error")) {
      find(interest);
      answer = type(next());
    }
    assertEquals("waiting", answer, this::story);
  }

  /** Waits for somebody with the same interest and for nobody else. */
  public void find(String interest) {
    text(
        "{\"type\":\"find\",\"mode\":\"text\",\"interests\":[\"" + interest + "\"],\"hold\":true}");
  }

  /** Sends a frame of text fields: names and values in turn. */
  public void send(String type, String... fields) {
    var frame = JSON.createObjectNode().put("type", type);
    for (int i = 0; i < fields.length; i += 2) {
      frame.put(fields[i], fields[i + 1]);
    }
    text(frame.toString());
  }

  public void chat(String id, String text) {
    send("chat", "room", room, "id", id, "text", text);
  }

  public void text(String message) {
    socket.text(message);
  }

  public RawSocket socket() {
    return socket;
  }

  /** Is in a room from now on that {@link #awaitMatch} has not heard of. */
  public void enter(String newRoom) {
    room = newRoom;
  }

  /** The room last matched. */
  public String room() {
    return room;
  }

  /** The text of the next frame, as it came; pings are answered on the way. */
  public String nextText() {
    RawFrame frame = nextFrame();
    assertEquals(RawFrame.TEXT, frame.opcode(), this::story);
    return frame.text();
  }

  public JsonNode next() {
    return parse(nextText());
  }

  /** Reads on to the next frame of a type. */
  public JsonNode await(String type) {
    return await(type, frame -> true);
  }

  /** Reads on to the next frame of a type that is as asked. */
  public JsonNode await(String type, Predicate<JsonNode> asked) {
    for (JsonNode frame = next(); ; frame = next()) {
      if (type(frame).equals(type) && asked.test(frame)) {
        return frame;
      }
    }
  }

  /** Reads on to an {@code error} of a code. */
  public JsonNode awaitError(String code) {
    return await("error", error -> error.path("code").asText().equals(code));
  }

  /** Reads on to the next {@code matched}, and is in its room from then on. */
  public String awaitMatch() {
    room = await("matched").path("room").asText();
    return room;
  }

  /**
   * Everything that the server has sent up to now: a ping goes out, and what comes before its pong
   * is collected.
   */
  public List<JsonNode> soFar() {
    String mark = UUID.randomUUID().toString();
    socket.send(true, RawFrame.PING, mark.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    List<JsonNode> frames = new ArrayList<>();
    for (RawFrame frame = nextFrame(); ; frame = nextFrame()) {
      if (frame.opcode() == RawFrame.TEXT) {
        frames.add(parse(frame.text()));
      } else if (frame.opcode() == RawFrame.PONG && frame.text().equals(mark)) {
        return frames;
      }
    }
  }

  /** The types of {@link #soFar}. */
  public List<String> typesSoFar() {
    return soFar().stream().map(Visitor::type).toList();
  }

  /** Reads to the end: the close code, or 1006 when the connection ended without one. */
  public int awaitClose() {
    int code = 1006;
    for (Optional<RawFrame> frame = socket.read(); frame.isPresent(); frame = socket.read()) {
      seen.add(frame.get().toString());
      if (frame.get().opcode() == RawFrame.CLOSE) {
        code = frame.get().closeCode();
        socket.close(code);
      }
    }
    return code;
  }

  /** Reads to the end; whether a room was named by then. */
  boolean hasHeardOf(String named) {
    int unused = awaitClose();
    return story().contains(named);
  }

  /** What came so far, for the message of a failure. */
  public String story() {
    return "received: " + String.join("\n  ", seen);
  }

  private RawFrame nextFrame() {
    // The server's pings would put off the socket's own deadline for ever.
    long deadline = System.nanoTime() + Eventually.DEADLINE.toNanos();
    for (; ; ) {
      assertTrue(System.nanoTime() < deadline, () -> "no frame came in time; " + story());
      Optional<RawFrame> frame = read();
      assertTrue(frame.isPresent(), () -> "the server ended the connection; " + story());
      seen.add(frame.get().toString());
      switch (frame.get().opcode()) {
        case RawFrame.PING -> socket.send(true, RawFrame.PONG, new byte[0]);
        case RawFrame.CLOSE -> throw new AssertionError(story());
        default -> {
          assertTrue(frame.get().isLast(), this::story);
          return frame.get();
        }
      }
    }
  }

  private Optional<RawFrame> read() {
    try {
      return socket.read();
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; " + story(), e);
    }
  }

  public static String type(JsonNode frame) {
    return frame.path("type").asText();
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** Leaves without a word, as a closed tab may. */
  @Override
  public void close() {
    socket.cut();
  }
}
