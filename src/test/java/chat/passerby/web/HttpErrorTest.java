package chat.passerby.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpErrorTest {
  /** A ban has more to say than an error. */
  private static final Set<String> OTHERS = Set.of("banned");

  private static final Pattern CODE = Pattern.compile("\\bcode: ([a-z]+(?:-[a-z]+)*)");

  @Test
  void code_ofAnError_isItsNameInKebabCase() {
    for (HttpError error : HttpError.values()) {
      assertEquals(error.name().toLowerCase(Locale.ROOT).replace('_', '-'), error.code());
      assertTrue(error.message().endsWith("."), error::message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi.yaml", "moderation.yaml"})
  void code_inTheApi_isAnError(String document) throws IOException {
    Set<String> described =
        CODE.matcher(Files.readString(Path.of("src/main/resources/api", document)))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(HashSet::new));
    described.removeAll(OTHERS);
    for (HttpError error : HttpError.values()) {
      described.remove(error.code());
    }
    assertEquals(List.of(), List.copyOf(described));
  }
}
