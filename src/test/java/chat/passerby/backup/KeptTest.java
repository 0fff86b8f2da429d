package chat.passerby.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is backed up, and what is not. */
class KeptTest {
  /**
   * What nodes write anew by themselves, or forget within days; and figures, without which all
   * works.
   */
  private static final List<String> LEFT =
      List.of(
          "passerby:{\" + name",
          "passerby:check",
          "passerby:session:{",
          "passerby:node:",
          "passerby:{nodes}",
          "passerby:{openers}:",
          "passerby:{proofs}:spent",
          "passerby:{shield}:raised",
          "passerby:{word-rules}:hits:");

  /** A new kind of key has to be put in one of the two lists. */
  @Test
  void key_ofTheCode_isKeptOrKnownToBeLeft() throws IOException {
    Pattern literal = Pattern.compile("\"(passerby:[^;,]*)");
    Set<String> unknown = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java") && !file.endsWith("Kept.java"))
          .forEach(
              file ->
                  literal
                      .matcher(read(file))
                      .results()
                      .map(found -> found.group(1))
                      .filter(key -> !isKnown(key))
                      .forEach(key -> unknown.add(file.getFileName() + ": " + key)));
    }
    assertEquals(Set.of(), unknown);
  }

  private static boolean isKnown(String key) {
    return LEFT.stream().anyMatch(key::startsWith)
        || Stream.of(Kept.values())
            .map(kind -> kind.pattern().replace("*", ""))
            .anyMatch(prefix -> key.startsWith(prefix) || prefix.startsWith(key.split("\"")[0]));
  }

  @Test
  void key_ofTheStaff_isKeptUnlessItOpensADoor() {
    assertEquals(Optional.of(Kept.STAFF), Kept.of("passerby:{staff}:account:mia"));
    assertEquals(Optional.of(Kept.STAFF), Kept.of("passerby:{staff}:invite:0123"));
    assertEquals(Optional.empty(), Kept.of("passerby:{staff}:session:0123"));
    assertEquals(Optional.empty(), Kept.of("passerby:{staff}:grant:0123"));
  }

  /** So many at once would hold Redis up, and need much memory here. */
  @Test
  void key_thatMayBeLarge_isNotReadWithThousandsOfOthers() {
    for (String key : List.of("report:r1", "minor:r1", "case-reports:c1")) {
      assertTrue(Kept.REPORTS.isLarge("passerby:{reports}:" + key), key);
    }
    assertFalse(Kept.REPORTS.isLarge("passerby:{reports}:case:c1"));
    assertFalse(Kept.SANCTIONS.isLarge("passerby:{sanctions}:one:s1"));
  }

  @Test
  void key_ofADevice_isKeptWhenItLastsForLong() {
    assertEquals(Optional.of(Kept.DEVICES), Kept.of("passerby:device:{anna}:blocked"));
    assertEquals(Optional.empty(), Kept.of("passerby:device:{anna}:recent"));
    assertEquals(Optional.empty(), Kept.of("passerby:session:{anna}"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
