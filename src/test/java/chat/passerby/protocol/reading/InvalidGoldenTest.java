package chat.passerby.protocol.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.Golden;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidGoldenTest {
  private final ClientFrameReader reader = new ClientFrameReader();

  static List<Golden> cases() {
    return Golden.of("invalid");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void invalidFrame_read_isRefusedAsTheGoldenSays(Golden golden) {
    JsonNode expected = golden.json();
    byte[] frame = expected.get("frame").textValue().getBytes(UTF_8);

    BadFrameException refusal =
        assertThrows(BadFrameException.class, () -> reader.read(frame, 0, frame.length));

    assertEquals(expected.get("code").textValue(), refusal.code().wireName(), "code");
    assertEquals(expected.get("field").textValue(), refusal.field().orElse(null), "field");
    assertEquals(expected.get("ref").textValue(), refusal.ref().orElse(null), "ref");
    String message = refusal.getMessage();
    assertTrue(message.endsWith("."), message);
    refusal.field().ifPresent(field -> assertTrue(message.contains("`" + field + "`"), message));
  }

  @Test
  void cases_together_coverEveryFieldOfEveryType() {
    Set<String> names = cases().stream().map(Golden::name).collect(Collectors.toSet());
    for (ClientFrameType type : ClientFrameType.values()) {
      for (ClientField field : ClientField.values()) {
        if (type.has(field)) {
          String prefix = type.wireName() + "-" + field.wireName() + "-";
          assertTrue(names.stream().anyMatch(name -> name.startsWith(prefix)), prefix);
        }
      }
    }
    assertTrue(
        Arrays.stream(ClientFrameType.values())
            .allMatch(type -> names.contains(type.wireName() + "-unknown-field")));
  }
}
