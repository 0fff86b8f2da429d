package chat.passerby.protocol.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.quicktheories.QuickTheory.qt;

import chat.passerby.Gens;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.Golden;
import chat.passerby.protocol.RoomId;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

class ClientFrameReaderPropertyTest {
  private static final List<byte[]> GOLDENS =
      Golden.of("client").stream().map(Golden::bytes).toList();

  /** What an attacker would try: the bytes that JSON, UTF-8 and our own rules turn on. */
  private static final String SPICE = "\"\\{}[],:0-.eEnu \t\n\0\u007f";

  private final ClientFrameReader reader = new ClientFrameReader();

  @Test
  void mutatedGolden_read_isAFrameOrARefusalAndAlwaysTheSame() {
    qt().withExamples(5_000).forAll(mutations()).checkAssert(this::assertAlwaysTheSame);
  }

  private void assertAlwaysTheSame(byte[] bytes) {
    String first = outcome(bytes, 0, bytes.length);
    byte[] shifted = new byte[bytes.length + 13];
    Arrays.fill(shifted, (byte) '{');
    System.arraycopy(bytes, 0, shifted, 5, bytes.length);

    assertEquals(first, outcome(shifted, 5, bytes.length));
  }

  @Test
  void relayedFrame_inAnyOrderAndSpelling_keepsRoomAndId() {
    qt().withExamples(1_000).forAll(relayed(), Gens.randoms()).checkAssert(this::assertKept);
  }

  private void assertKept(Content content, Random random) {
    byte[] frame =
        spelled(content.kind(), content.room(), content.id(), content.text(), random)
            .getBytes(UTF_8);
    boolean hasId =
        content.kind() == ClientFrame.Relayed.Kind.CHAT
            || content.kind() == ClientFrame.Relayed.Kind.ACK;
    assertEquals(
        new ClientFrame.Relayed(
            content.kind(),
            new RoomId(content.room()),
            hasId ? Optional.of(content.id()) : Optional.empty()),
        read(frame));
  }

  private ClientFrame read(byte[] frame) {
    try {
      return reader.read(frame, 0, frame.length);
    } catch (BadFrameException e) {
      throw new AssertionError(e);
    }
  }

  private static Gen<byte[]> mutations() {
    return Generate.pick(GOLDENS)
        .zip(Generate.pick(GOLDENS), Gens.randoms(), ClientFrameReaderPropertyTest::mutate);
  }

  private record Content(ClientFrame.Relayed.Kind kind, String room, String id, String text) {}

  private static Gen<Content> relayed() {
    Gen<String> texts =
        Gens.texts("aZ0 \"\\/\b\f\n\r\t\0\u007f\u00e9\u2028\ufeff\uffff", 1, 30)
            .map(text -> text + "😀");
    return Generate.enumValues(ClientFrame.Relayed.Kind.class)
        .zip(Gens.ids(), texts, texts, Content::new);
  }

  /**
   * Reads the bytes and tells what came of it. What our reader accepts must also be one JSON object
   * to an independent reader that refuses repeated names, and say the same there.
   */
  private String outcome(byte[] bytes, int offset, int length) {
    ClientFrame frame;
    try {
      frame = reader.read(bytes, offset, length);
    } catch (BadFrameException refusal) {
      return refusal.toFrame() + " " + refusal.field() + " " + refusal.ref();
    }
    JsonNode tree = tree(bytes, offset, length);
    JsonNode kept = ClientFrameJson.of(frame);
    for (String name : List.of("type", "room", "id", "mode", "token", "reason", "note")) {
      assertEquals(tree.path(name).textValue(), kept.path(name).textValue(), name);
    }
    return kept.toString();
  }

  private static JsonNode tree(byte[] bytes, int offset, int length) {
    try {
      return Golden.JSON.readTree(bytes, offset, length);
    } catch (IOException e) {
      throw new AssertionError("What was taken is not JSON.", e);
    }
  }

  private static byte[] mutate(byte[] golden, byte[] other, Random random) {
    byte[] bytes = golden;
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes = mutateOnce(bytes, other, random);
    }
    return bytes;
  }

  private static byte[] mutateOnce(byte[] bytes, byte[] other, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int to = at + random.nextInt(bytes.length - at + 1);
    byte[] spice = {(byte) SPICE.charAt(random.nextInt(SPICE.length()))};
    byte[] noise = {(byte) random.nextInt(256)};
    byte[] slice = Arrays.copyOfRange(other, random.nextInt(other.length), other.length);
    byte[] middle = Arrays.copyOfRange(bytes, at, to);
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> spliced(bytes, at, at, spice);
      case 2 -> spliced(bytes, at, Math.min(at + 1, bytes.length), spice);
      case 3 -> spliced(bytes, at, Math.min(at + 1, bytes.length), noise);
      case 4 -> spliced(bytes, at, to, new byte[0]);
      case 5 -> spliced(bytes, to, to, middle);
      default -> spliced(bytes, at, to, slice);
    };
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] insert) {
    byte[] result = new byte[from + insert.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(insert, 0, result, from, insert.length);
    System.arraycopy(bytes, to, result, from + insert.length, bytes.length - to);
    return result;
  }

  private static String spelled(
      ClientFrame.Relayed.Kind kind, String room, String id, String text, Random random) {
    String quotedText = quoted(text, random);
    Map<String, String> content =
        switch (kind) {
          case OFFER, ANSWER -> Map.of("sdp", quotedText);
          case CANDIDATE -> Map.of("candidate", "{\"candidate\":" + quotedText + "}");
          case CHAT -> Map.of("id", quoted(id, random), "text", quotedText);
          case ACK -> Map.of("id", quoted(id, random));
          case TYPING -> Map.of("active", "true");
          case REVEAL -> Map.of();
        };
    List<String> fields =
        content.entrySet().stream()
            .map(field -> quoted(field.getKey(), random) + space(random) + ":" + field.getValue())
            .collect(Collectors.toList());
    fields.add(quoted("type", random) + ":" + space(random) + quoted(kind.wireName(), random));
    fields.add(quoted("room", random) + ":" + quoted(room, random) + space(random));
    Collections.shuffle(fields, random);
    return space(random)
        + "{"
        + fields.stream().map(field -> space(random) + field).collect(Collectors.joining(","))
        + "}"
        + space(random);
  }

  private static String quoted(String text, Random random) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean mustEscape = c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c);
      if (mustEscape || random.nextInt(3) == 0) {
        String hex = "%04x".formatted((int) c);
        json.append("\\u").append(random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  private static String space(Random random) {
    return List.of("", "", " ", "\n", "\t\r ").get(random.nextInt(5));
  }
}
