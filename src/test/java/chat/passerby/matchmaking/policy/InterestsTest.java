package chat.passerby.matchmaking.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void normalising_again_changesNothing(@ForAll("texts") String text) {
    String once = Interests.normalise(text);
    assertEquals(once, Interests.normalise(once));
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void normalising_canonicallyEqualTexts_givesTheSame(@ForAll("texts") String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
    assertEquals(Interests.normalise(composed), Interests.normalise(decomposed));
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
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("iIİısSßẞ \u0307\u0323\u0301\u0345\u200d\u00ad\u1fb3\ufb01ǰΐΣσς\ud83d")
        .withCharRange('\u00c0', '\u024f')
        .withCharRange('\u1e00', '\u1fff')
        .ofMaxLength(8);
  }
}
