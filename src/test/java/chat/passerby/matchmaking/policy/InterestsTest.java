package chat.passerby.matchmaking.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.quicktheories.QuickTheory.qt;

import chat.passerby.Gens;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

class InterestsTest {
  @ParameterizedTest
  @CsvSource({
    "Chess, chess",
    "ＣＨＥＳＳ, chess",
    "Straße, strasse",
    "STRASSE, strasse",
    "STRAẞE, strasse",
    "ﬁlm, film",
    "ΟΔΌΣ, οδός",
    "Ⅷ, viii",
    "①, 1",
    "ｶﾞﾝﾀﾞﾑ, ガンダム",
    "Ǆ, dž",
  })
  void interest_writtenOtherwise_isTheSame(String written, String expected) {
    assertEquals(expected, Interests.normalise(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"İzmir", "izmir", "IZMIR", "ızmır", "İZMİR", "I\u0307ZMI\u0307R"})
  void interest_withAnyLetterI_isTheSame(String written) {
    assertEquals("izmir", Interests.normalise(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  jazz   piano ",
        "jazz\tpiano",
        "jazz\n\r\u0085piano",
        "jazz\u00a0\u3000piano\u2028",
        "\ufeffjazz \u200bpi\u00adano",
        "\u202ejazz piano",
        "jazz piano\u0000",
      })
  void interest_withOtherSpacesAndInvisibles_isTheSame(String written) {
    assertEquals("jazz piano", Interests.normalise(written));
  }

  @Test
  void interest_withAndWithoutEmojiStyle_isTheSame() {
    assertEquals("❤", Interests.normalise("❤\ufe0f"));
  }

  @Test
  void interests_emptyAndRepeated_areLeftOutInOrder() {
    assertEquals(
        List.of("tea", "go"),
        Interests.normalise(List.of("Tea", " ", "go", "", "\u200b", "TEA", " Go ", "\ud800")));
  }

  @Test
  void normalising_again_changesNothing() {
    qt().withExamples(2_000)
        .forAll(texts())
        .checkAssert(
            text -> {
              String once = Interests.normalise(text);
              assertEquals(once, Interests.normalise(once));
            });
  }

  @Test
  void normalising_canonicallyEqualTexts_givesTheSame() {
    qt().withExamples(2_000)
        .forAll(texts())
        .checkAssert(
            text -> {
              String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
              String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
              assertEquals(Interests.normalise(composed), Interests.normalise(decomposed));
            });
  }

  @Test
  void normalising_everyLetterInEitherCase_givesTheSame() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (!Character.isAlphabetic(c) || Character.isIdeographic(c)) {
        continue;
      }
      String text = Character.toString(c);
      String normal = Interests.normalise(text);
      assertEquals(normal, Interests.normalise(normal), text);
      assertEquals(normal, Interests.normalise(text.toUpperCase(Locale.ROOT)), text);
      assertEquals(normal, Interests.normalise(text.toLowerCase(Locale.ROOT)), text);
    }
  }

  /** Rich in letters with marks, marks alone, Turkish i and invisible characters. */
  private static Gen<String> texts() {
    String picked = "iIİısSßẞ \u0307\u0323\u0301\u0345\u200d\u00ad\u1fb3\ufb01ǰΐΣσς\ud83d";
    Gen<Character> characters =
        Generate.range(0, picked.length() - 1)
            .map(picked::charAt)
            .mix(Generate.range(0xC0, 0x24F).map(c -> (char) c.intValue()))
            .mix(Generate.range(0x1E00, 0x1FFF).map(c -> (char) c.intValue()));
    return Gens.lists(characters, 0, 8)
        .map(list -> list.stream().map(String::valueOf).collect(Collectors.joining()));
  }
}
