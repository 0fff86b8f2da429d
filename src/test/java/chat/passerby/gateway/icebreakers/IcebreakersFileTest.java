package chat.passerby.gateway.icebreakers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.icebreakers.Icebreakers.Lines;
import chat.passerby.gateway.icebreakers.IcebreakersFile.BadIcebreakersException;
import chat.passerby.protocol.ApiDocument;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcebreakersFileTest {
  private static final String FILE =
      """
      \uFEFF# Ours.
      [en]
      starter = What's for dinner = today?
      question = Sunrise or sunset?

      [tr]
      question = Gün doğumu mu, gün batımı mı?
      """;

  @Test
  void file_ofTwoLanguages_isReadAndTold() throws Exception {
    Icebreakers read = IcebreakersFile.read(FILE);
    assertEquals(Set.of("en", "tr"), read.languages().keySet());
    assertEquals(
        new Lines(List.of("What's for dinner = today?"), List.of("Sunrise or sunset?")),
        read.languages().get("en"));
    ApiDocument api = new ApiDocument("openapi.yaml", VersionFlag.V202012);
    for (Icebreakers told : List.of(read, Icebreakers.NONE)) {
      assertEquals(
          Set.of(),
          api.faults(
              "/components/schemas/Icebreakers",
              new ObjectMapper().readTree(told.json().getBytes())));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "starter = a             | line 1: a language must come first",
        "[english]               | line 1: a language in brackets must be a code",
        "[en];[tr];[en]          | line 3: the language en is there twice",
        "[en];line = a           | line 2: this is neither starter = nor question =",
        "[en];starter =          | line 2: the starter is empty",
        "[en];question = a;question = a | line 3: the question is there twice",
        "[en];starter = a\u202Eb | line 2: the starter has a character that is not seen",
      })
  void line_thatDoesNotFit_isNamed(String lines, String problem) {
    String told = problemsOf(lines.replace(';', '\n'));
    assertTrue(told.startsWith(problem), told);
  }

  @Test
  void lines_beyondTheBounds_areNamed() {
    String many =
        IntStream.rangeClosed(1, IcebreakersFile.MOST_LINES + 1)
            .mapToObj(i -> "question = q" + i)
            .collect(Collectors.joining("\n"));
    assertEquals(
        "line 52: the language has more than 50 of the kind question", problemsOf("[en]\n" + many));
    String fits = "[en]\nstarter = " + "😀".repeat(IcebreakersFile.LONGEST_STARTER);
    assertEquals("", problemsOf(fits));
    assertEquals("line 2: the starter has more than 120 characters", problemsOf(fits + "x"));
  }

  @Test
  void settings_withAFileThatCannotBeUsed_nameItAndTheLine(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("icebreakers.txt");
    Settings settings = Settings.of(Map.of("PASSERBY_ICEBREAKERS", file.toString()));
    assertEquals(
        "PASSERBY_ICEBREAKERS names " + file + ", where nothing can be read.", refusal(settings));
    Files.writeString(file, "[en]\nstarter =\nquestion =\n");
    assertEquals(
        List.of(
            "PASSERBY_ICEBREAKERS names " + file + ", where line 2: the starter is empty.",
            "PASSERBY_ICEBREAKERS names " + file + ", where line 3: the question is empty."),
        refusal(settings).lines().toList());
    Files.write(file, new byte[] {'[', (byte) 0xFF});
    assertTrue(refusal(settings).endsWith("something is not UTF-8."));
    Files.writeString(file, FILE);
    assertEquals(2, IcebreakerSettings.from(settings).lines().languages().size());
    assertEquals(Icebreakers.NONE, IcebreakerSettings.from(Settings.of(Map.of())).lines());
  }

  private static String refusal(Settings settings) {
    return String.valueOf(
        assertThrows(SettingsException.class, () -> IcebreakerSettings.from(settings))
            .getMessage());
  }

  private static String problemsOf(String content) {
    try {
      var unused = IcebreakersFile.read(content);
      return "";
    } catch (BadIcebreakersException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
