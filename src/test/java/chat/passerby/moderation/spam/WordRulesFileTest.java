package chat.passerby.moderation.spam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordRulesFileTest {
  private static final String GOOD =
      """
      # Services to which people are lured.

      [telegram]
      state = live
      words = telegram, t me
      in = first
      languages = en, tr
      accents = keep
      explanation = Please stay here.
      explanation.tr = Lütfen burada kal.

      [draft]
      words = x
      explanation = =)
      """;

  @Test
  void file_thatIsWellWritten_isRead() throws BadRulesException {
    WordRules rules = WordRulesFile.read(GOOD);
    assertEquals(1, rules.size());
    WordRule rule = rules.broken("T.me/x", true, Optional.of("tr")).get(0);
    assertEquals("Lütfen burada kal.", rule.explanation(Optional.of("tr")));
    assertEquals("telegram", rule.name());
  }

  @Test
  void file_withAByteOrderMarkAndOtherLineEnds_isRead() throws BadRulesException {
    assertEquals(1, WordRulesFile.read("\uFEFF" + GOOD.replace("\n", "\r\n")).size());
    assertEquals(0, WordRulesFile.read("").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "words = x; line 1: a rule must begin with its name, such as [telegram]",
        "[Bad name]; line 1: the name in brackets must be of a-z, 0-9 and hyphens, at most 40",
        "[a]|words = x; line 1: the rule a needs the field explanation",
        "[a]|explanation = x; line 1: the rule a needs the field words",
        "[a]|words =|explanation = x; line 2: the rule a needs the field words",
        "[a]|words = x|explanation = x|stat = live; line 4: this is no field: accents, explanation,"
            + " in, languages, state, words",
        "[a]|words = x|explanation = x|just words; line 4: this is no field: accents, explanation,"
            + " in, languages, state, words",
        "[a]|words = x|explanation = x|state = alive; line 4: state must be one of draft, shadow,"
            + " live",
        "[a]|words = x|explanation = x|in = last; line 4: in must be one of all, first",
        "[a]|words = x|explanation = x|accents = no; line 4: accents must be one of ignore, keep",
        "[a]|words = x|explanation = x|languages = English; line 4: languages must be a list such"
            + " as en, tr",
        "[a]|words = x|words = y|explanation = x; line 3: words is there twice in this rule",
        "[a]|words.en = x|explanation = x; line 2: words takes no language behind a dot",
        "[a]|words = x, !!|explanation = x; line 2: words has something that is no word or phrase"
            + " of 1 to 8 words and at most 100 characters",
        "[a]|words = x|explanation = x|[a]|words = x|explanation = x; line 4: there is another rule"
            + " of the name a"
      })
  void mistake_isNamedByLineAndField(String file, String problem) {
    BadRulesException e =
        assertThrows(BadRulesException.class, () -> WordRulesFile.read(file.replace('|', '\n')));
    assertEquals(problem, String.valueOf(e.getMessage()).lines().findFirst().orElseThrow());
  }

  @Test
  void mistakes_areAllNamed() {
    BadRulesException e =
        assertThrows(
            BadRulesException.class, () -> WordRulesFile.read("[a]\nstate = x\nin = y\nwords = z"));
    assertEquals(3, String.valueOf(e.getMessage()).lines().count());
  }

  @Test
  void explanation_thatIsTooLong_isNamed() {
    String file = "[a]\nwords = x\nexplanation = " + "y".repeat(301);
    assertEquals(
        "line 3: explanation has more than 300 characters",
        assertThrows(BadRulesException.class, () -> WordRulesFile.read(file)).getMessage());
  }

  @Test
  void file_thatIsTooLong_isRefusedUnread() {
    String file = "#".repeat(WordRulesFile.MOST_CHARS + 1);
    assertThrows(BadRulesException.class, () -> WordRulesFile.read(file));
  }
}
