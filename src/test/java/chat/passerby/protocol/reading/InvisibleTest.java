package chat.passerby.protocol.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ErrorCode;
import chat.passerby.protocol.Golden;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page's tests read the same file: what one side takes for empty, the other does as well. */
class InvisibleTest {
  /** Formats that are drawn, around a number or before it (Prepended_Concatenation_Mark). */
  private static final Set<Integer> DRAWN =
      Set.of(
          0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD,
          0x110CD);

  private final ClientFrameReader reader = new ClientFrameReader();

  @Test
  void characters_all_areThoseOfTheSharedRanges() throws IOException {
    StringBuilder ranges = new StringBuilder();
    for (JsonNode range : shared().path("ranges")) {
      ranges.append(range.path(0).asText()).append('-').append(range.path(1).asText()).append('\n');
    }
    StringBuilder ours = new StringBuilder();
    for (int point = 0, first = -1; point <= Character.MAX_CODE_POINT + 1; point++) {
      boolean is = point <= Character.MAX_CODE_POINT && Invisible.contains(point);
      if (is && first < 0) {
        first = point;
      } else if (!is && first >= 0) {
        ours.append("%04X-%04X%n".formatted(first, point - 1));
        first = -1;
      }
    }
    assertEquals(ranges.toString(), ours.toString());
  }

  @Test
  void spacesControlsAndFormats_asJavaKnowsThem_areInvisible() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(point -> !DRAWN.contains(point))
        .forEach(
            point -> {
              switch (Character.getType(point)) {
                case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT ->
                    assertEquals(true, Invisible.contains(point), Integer.toHexString(point));
                default -> {}
              }
            });
    DRAWN.forEach(point -> assertEquals(false, Invisible.contains(point)));
  }

  @ParameterizedTest
  @MethodSource("invisible")
  void text_thatShowsNothing_isRefusedAndTheFieldNamed(String text) {
    BadFrameException chat = assertThrows(BadFrameException.class, () -> read(chat(text)));
    assertEquals(ErrorCode.BAD_FRAME, chat.code());
    assertEquals(Optional.of("text"), chat.field());
    assertEquals(Optional.of("m1"), chat.ref());
    BadFrameException find = assertThrows(BadFrameException.class, () -> read(find(text)));
    assertEquals(Optional.of("interests"), find.field());
    BadFrameException report = assertThrows(BadFrameException.class, () -> read(report(text)));
    assertEquals(Optional.of("note"), report.field());
  }

  @ParameterizedTest
  @MethodSource("visible")
  void text_thatShowsSomething_isTaken(String text) {
    assertDoesNotThrow(() -> read(chat(text)));
    assertDoesNotThrow(() -> read(find(text)));
    assertDoesNotThrow(() -> read(report(text)));
  }

  /** Browsers draw it as U+FFFD. */
  @Test
  void text_ofHalfACharacter_shows() {
    assertDoesNotThrow(
        () -> read("{\"type\":\"chat\",\"room\":\"r\",\"id\":\"m1\",\"text\":\"\\ud83d\"}"));
  }

  @Test
  void text_longestThatShowsNothing_isRefused() {
    assertThrows(BadFrameException.class, () -> read(chat("\u200b".repeat(2000))));
    assertThrows(
        BadFrameException.class, () -> read(chat(Character.toString(0xE0061).repeat(2000))));
    assertDoesNotThrow(() -> read(chat(Character.toString(0xE0061).repeat(1999) + "x")));
  }

  static Stream<String> invisible() throws IOException {
    return texts("invisible");
  }

  static Stream<String> visible() throws IOException {
    return texts("visible");
  }

  private static Stream<String> texts(String name) throws IOException {
    return StreamSupport.stream(shared().path(name).spliterator(), false).map(JsonNode::asText);
  }

  private static JsonNode shared() throws IOException {
    return Golden.JSON.readTree(Path.of("src/test/resources/protocol/invisible.json").toFile());
  }

  private ClientFrame read(String frame) throws BadFrameException {
    byte[] utf8 = frame.getBytes(UTF_8);
    return reader.read(utf8, 0, utf8.length);
  }

  private static String chat(String text) {
    return Golden.JSON
        .createObjectNode()
        .put("type", "chat")
        .put("room", "r")
        .put("id", "m1")
        .put("text", text)
        .toString();
  }

  private static String find(String text) {
    ArrayNode interests = Golden.JSON.createArrayNode().add("chess").add(text);
    return Golden.JSON
        .createObjectNode()
        .put("type", "find")
        .put("mode", "text")
        .set("interests", interests)
        .toString();
  }

  private static String report(String text) {
    return Golden.JSON
        .createObjectNode()
        .put("type", "report")
        .put("room", "r")
        .put("reason", "spam")
        .put("note", text)
        .toString();
  }
}
