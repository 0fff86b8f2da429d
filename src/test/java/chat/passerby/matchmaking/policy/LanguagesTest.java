package chat.passerby.matchmaking.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
  @ParameterizedTest
  @CsvSource({
    "EN, en",
    "en-gb, en-GB",
    "ZH-hant-tw, zh-Hant-TW",
    "iw, he",
    "en-u-ca-buddhist, en",
    "en-GB-x-mine, en-GB",
    "sl-rozaj, sl-rozaj",
  })
  void tag_wellFormed_becomesCanonical(String written, String expected) {
    assertEquals(List.of(expected), Languages.normalise(List.of(written)));
  }

  @Test
  void tags_thatNameNoLanguageOrRepeat_areLeftOut() {
    assertEquals(
        List.of("de", "en"),
        Languages.normalise(
            List.of("de", "*", "und", "", "en_GB", "x-secret", "DE", "not a tag", "en")));
  }

  @ParameterizedTest
  @CsvSource({
    "en, en, en",
    "en, en-GB, en",
    "en-GB, en, en",
    "en-GB, en-GB, en-GB",
    "en-GB, en-US, en",
    "zh-Hant-TW, zh-Hant-HK, zh-Hant",
    "zh-Hant-TW, zh-TW, zh",
  })
  void tags_ofOneLanguage_meetWhereTheyAreAlike(String one, String other, String expected) {
    assertEquals(Optional.of(expected), Languages.shared(List.of(one), List.of(other)));
  }

  @ParameterizedTest
  @CsvSource({"en, de", "de, den", "de-CH, fr-CH", "fil, fi"})
  void tags_ofOtherLanguages_doNotMeet(String one, String other) {
    assertEquals(Optional.empty(), Languages.shared(List.of(one), List.of(other)));
  }

  @Test
  void severalTags_shareTheOneNamedFirstAndTheMostAlike() {
    assertEquals(
        Optional.of("en-GB"),
        Languages.shared(List.of("fr", "en-GB", "de"), List.of("de", "en", "en-GB")));
  }
}
