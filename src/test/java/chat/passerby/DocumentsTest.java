package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents lead to what is there. */
class DocumentsTest {
  private static final int README_LINES = 150;

  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)[^)]*\\)|\\b(?:src|href)=\"([^\"]+)\"");

  private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|enum|interface) ([A-Z]\\w*)");

  /** A type, perhaps with a member of it, or a file, perhaps in a folder. */
  private static final Pattern NAMED =
      Pattern.compile(
          "`([A-Z][a-z]+[A-Za-z]*)(?:[.(][^`]*)?`"
              + "|`(?:[\\w-]+/)*([\\w-]+\\.(?:lua|yaml|ts|test\\.ts))`");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  static List<Path> documents() throws IOException {
    List<Path> found =
        new ArrayList<>(
            List.of(Path.of("README.md"), Path.of("frontend/README.md"), Path.of("k8s/README.md")));
    for (String folder : List.of("src/docs", ".github")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(found::add);
      }
    }
    assertTrue(found.size() > 10, "found " + found);
    return found;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void link_toAFile_leadsToOne(Path document) throws IOException {
    List<String> broken = new ArrayList<>();
    for (String link : links(document)) {
      String[] parts = link.split("#", 2);
      Path target = document.resolveSibling(parts[0]).normalize();
      if (parts[0].isEmpty()) {
        target = document;
      }
      if (!Files.exists(target) || (parts.length == 2 && !anchors(target).contains(parts[1]))) {
        broken.add(link);
      }
    }
    assertEquals(List.of(), broken, document + " has links that lead nowhere");
  }

  @Test
  void readme_isShort() throws IOException {
    long lines = Files.readString(Path.of("README.md")).lines().count();
    assertTrue(
        lines <= README_LINES, "README.md has " + lines + " lines, more than " + README_LINES);
  }

  /** The lists of what to touch for a change are worth something only while they are true. */
  @Test
  void architecture_namesTypesAndFilesThatExist() throws IOException {
    Set<String> known = new HashSet<>();
    for (String root : List.of("src/main", "src/test", "frontend/src")) {
      for (Path file : files(root)) {
        known.add(file.getFileName().toString());
        if (file.toString().matches(".*\\.(java|ts)")) {
          TYPE.matcher(Files.readString(file)).results().forEach(type -> known.add(type.group(1)));
        }
      }
    }
    String architecture = Files.readString(Path.of("src/docs/architecture.md"));
    Set<String> unknown = new TreeSet<>();
    NAMED
        .matcher(BLOCK.matcher(architecture).replaceAll(""))
        .results()
        .map(name -> name.group(1) != null ? name.group(1) : name.group(2))
        .filter(name -> !known.contains(name))
        .forEach(unknown::add);
    assertEquals(Set.of(), unknown, "architecture.md names what is not there any more");
  }

  private static List<Path> files(String root) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(root))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static List<String> links(Path document) throws IOException {
    String prose = CODE.matcher(Files.readString(document)).replaceAll("");
    return LINK.matcher(prose)
        .results()
        .map(link -> link.group(1) != null ? link.group(1) : link.group(2))
        .filter(link -> !ELSEWHERE.matcher(link).matches())
        .toList();
  }

  /** The anchors of headings, as GitHub makes them. */
  private static Set<String> anchors(Path document) throws IOException {
    String text = BLOCK.matcher(Files.readString(document)).replaceAll("");
    return HEADING
        .matcher(text)
        .results()
        .map((MatchResult heading) -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
