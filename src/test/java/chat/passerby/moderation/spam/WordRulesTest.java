package chat.passerby.moderation.spam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.spam.WordRule.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words are held for the same, and in which chats they count. */
class WordRulesTest {
  private static final Optional<String> ENGLISH = Optional.of("en");

  @ParameterizedTest
  @CsvSource({
    "telegram, telegram",
    "telegram, TELEGRAM",
    "telegram, come to Telegram!",
    "telegram, tеlеgrаm", // Cyrillic е and а
    "telegram, 𝓽𝓮𝓵𝓮𝓰𝓻𝓪𝓶",
    "telegram, ｔｅｌｅｇｒａｍ",
    "telegram, ⓣⓔⓛⓔⓖⓡⓐⓜ",
    "telegram, t e l e g r a m",
    "telegram, t.e.l-e_g r a m now",
    "telegram, tele\u200Bgram",
    "telegram, tele\u00ADgram",
    "telegram, t\u0301\u0323\u0330elegram",
    "telegram, téĺegräm",
    "telegram, te|egram me",
    "foo, F00",
    "foo, f00",
    "foo, FОО", // Cyrillic О
    "foo, ϜΟΟ foo",
    "kill, k1ll",
    "kill, KlLL",
    "sell, $ell",
    "cash, c@sh",
    "t me, go to t.me/someone",
    "send money, please SEND  mоnеy",
    "don't, dont",
    "straße, STRASSE",
    "купи, КУПИ",
    "купи, kупи", // a Latin k
    "18, i am 18",
    "ελα, ΕΛΑ"
  })
  void word_howeverDressedUp_isFound(String rule, String text) {
    assertEquals(1, rules(rule(rule)).broken(text, true, ENGLISH).size(), text);
  }

  @ParameterizedTest
  @CsvSource({
    "telegram, telegrams are old",
    "ass, class passes",
    "porn, a pom and some corn",
    "modern, modem",
    "loo, 100",
    "18, 1 8",
    "a b, ab",
    "t me, tme",
    "t me, that me",
    "foo, f o",
    "all, a | l",
    "all, al| of you",
    "on, o n"
  })
  void otherWord_thatOnlyHasIt_isNotFound(String rule, String text) {
    assertEquals(List.of(), rules(rule(rule)).broken(text, true, ENGLISH), text);
  }

  @Test
  void accents_thatAreKept_tellWordsApart() {
    WordRule kept =
        new WordRule("r", State.LIVE, false, false, Set.of(), List.of("şık"), "Why.", Map.of());
    assertEquals(1, rules(kept).broken("ŞIK", true, ENGLISH).size());
    assertEquals(0, rules(kept).broken("sik", true, ENGLISH).size());
    assertEquals(1, rules(rule("şık")).broken("sik", true, ENGLISH).size());
  }

  @Test
  void rule_forLanguages_holdsInChatsInThoseOnly() {
    WordRule german =
        new WordRule("r", State.LIVE, false, true, Set.of("de"), List.of("gift"), "Why.", Map.of());
    assertEquals(1, rules(german).broken("gift", true, Optional.of("de")).size());
    assertEquals(0, rules(german).broken("gift", true, ENGLISH).size());
    assertEquals(0, rules(german).broken("gift", true, Optional.empty()).size());
  }

  @Test
  void rule_forFirstMessages_leavesLaterOnesAlone() {
    WordRule first =
        new WordRule("r", State.LIVE, true, true, Set.of(), List.of("gift"), "Why.", Map.of());
    WordRules rules = rules(first);
    assertEquals(1, rules.broken("gift", true, ENGLISH).size());
    assertEquals(0, rules.broken("gift", false, ENGLISH).size());
    assertEquals(List.of(true, false), List.of(rules.concern(true), rules.concern(false)));
  }

  @Test
  void draft_isNotHeldAgainstAnything() {
    WordRule draft =
        new WordRule("r", State.DRAFT, false, true, Set.of(), List.of("gift"), "Why.", Map.of());
    assertEquals(false, rules(draft).concern(true));
    assertEquals(0, rules(draft).size());
  }

  @Test
  void rules_thatAreBroken_comeInTheOrderOfTheFile() {
    WordRule one = rule("one");
    WordRule two = rule("two");
    assertEquals(List.of(two, one), rules(two, one).broken("one two", true, ENGLISH));
  }

  @Test
  void explanation_isInTheLanguageOfTheChatWhereThereIsOne() {
    WordRule rule =
        new WordRule(
            "r", State.LIVE, true, true, Set.of(), List.of("x"), "No.", Map.of("tr", "Hayır."));
    assertEquals("Hayır.", rule.explanation(Optional.of("tr")));
    assertEquals("No.", rule.explanation(Optional.of("de")));
    assertEquals("No.", rule.explanation(Optional.empty()));
  }

  private static WordRules rules(WordRule... rules) {
    return new WordRules(List.of(rules));
  }

  private static WordRule rule(String words) {
    return new WordRule(
        "r-" + words.length(), State.LIVE, false, true, Set.of(), List.of(words), "Why.", Map.of());
  }
}
