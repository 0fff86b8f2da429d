package chat.passerby.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdTest {
  static List<Function<String, Record>> ids() {
    return List.of(SessionId::new, RoomId::new, DeviceId::new, NodeId::new, ReportId::new);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void id_ofAllowedCharacters_isItsOwnText(Function<String, Record> id) {
    for (String text : List.of("a", "Az09._~:-", "x".repeat(64))) {
      assertEquals(text, id.apply(text).toString());
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void id_ofAnotherForm_isRefusedWithoutRepeatingIt(Function<String, Record> id) {
    for (String text :
        List.of("", "x".repeat(65), "a b", "ä", "a\n", "a/b", "a{b}", "\uD83D\uDE00", "@")) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> id.apply(text));
      assertTrue(text.length() < 2 || !String.valueOf(refusal.getMessage()).contains(text));
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void randomIds_madeManyTimes_have128BitsAndNeverRepeat(Function<String, Record> id) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String text = OpaqueText.random();
      assertTrue(text.matches("[A-Za-z0-9_-]{22}"), text);
      assertTrue(seen.add(id.apply(text).toString()));
    }
    assertFalse(RoomId.random().equals(RoomId.random()));
  }
}
