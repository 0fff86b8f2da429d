package chat.passerby.moderation.spam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordRuleBookTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SpamMeters meters = new SpamMeters(new Meters(registry));
  private final Path file;

  WordRuleBookTest(@TempDir Path folder) {
    file = folder.resolve("rules.txt");
  }

  @Test
  void file_thatChanges_isReadAgain() throws IOException {
    write("one");
    WordRuleBook book = new WordRuleBook(Optional.of(file), meters);
    assertEquals(1, book.rules().broken("one", true, Optional.empty()).size());
    write("other");
    book.look();
    assertEquals(0, book.rules().broken("one", true, Optional.empty()).size());
    assertEquals(1, book.rules().broken("other", true, Optional.empty()).size());
  }

  @Test
  void file_thatBreaksOrGoes_changesNothingAndIsShown() throws IOException {
    write("one");
    WordRuleBook book = new WordRuleBook(Optional.of(file), meters);
    for (int round = 0; round < 2; round++) {
      if (round == 0) {
        Files.writeString(file, "nonsense");
      } else {
        Files.delete(file);
      }
      book.look();
      book.look();
      assertEquals(1, book.rules().broken("one", true, Optional.empty()).size());
      assertEquals(1, registry.get("passerby_word_rules_unusable").gauge().value());
      write("one");
      book.look();
      assertEquals(0, registry.get("passerby_word_rules_unusable").gauge().value());
    }
  }

  @Test
  void file_thatCannotBeUsedAtTheStart_stopsItInWords() throws IOException {
    Settings settings = Settings.of(Map.of("PASSERBY_WORD_RULES", file.toString()));
    String missing =
        String.valueOf(
            assertThrows(SettingsException.class, () -> SpamSettings.from(settings)).getMessage());
    assertTrue(missing.startsWith("PASSERBY_WORD_RULES names " + file), missing);
    Files.writeString(file, "[a]\nstate = x");
    String bad =
        String.valueOf(
            assertThrows(SettingsException.class, () -> SpamSettings.from(settings)).getMessage());
    assertTrue(bad.contains(", where line 2: state must be one of"), bad);
    Files.write(file, new byte[] {'[', (byte) 0xFF});
    assertThrows(SettingsException.class, () -> SpamSettings.from(settings));
  }

  private void write(String word) throws IOException {
    Files.writeString(file, "[r]\nstate = live\nwords = " + word + "\nexplanation = No.\n");
  }
}
