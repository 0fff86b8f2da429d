package chat.passerby.gateway.icebreakers;

import chat.passerby.gateway.icebreakers.Icebreakers.Lines;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operator's file of first lines and questions. A language begins with its code in brackets;
 * below it stand its lines, one each; {@code #} begins a comment line:
 *
 * <pre>
 * [en]
 * starter = What's the best thing you cooked this week?
 * question = Sunrise or sunset?
 * [tr]
 * starter = Bu hafta ne pişirdin?
 * </pre>
 */
final class IcebreakersFile {
  static final int MOST_BYTES = 200_000;

  /** Of each kind in each language. */
  static final int MOST_LINES = 50;

  static final int LONGEST_STARTER = 120;

  /** A button has to hold it, and long first words that are the same for many look like spam. */
  static final int LONGEST_QUESTION = 60;

  private static final int MOST_LANGUAGES = 40;
  private static final int MOST_PROBLEMS = 20;
  private static final Pattern HEAD = Pattern.compile("\\[([a-z]{2,3})]");
  private static final Pattern FIELD = Pattern.compile("([a-z]+)\\s*=\\s*(.*)");

  /** Controls, and marks that are not seen or turn the direction of what follows. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\u202A-\u202E\u2066-\u2069]");

  private final List<String> problems = new ArrayList<>();
  private final SortedMap<String, Draft> languages = new TreeMap<>();
  private @Nullable Draft draft;

  private IcebreakersFile() {}

  /** A language whose lines are being read. */
  private record Draft(List<String> starters, List<String> questions) {
    Draft() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /** The file cannot be used; the message has a line for each problem. */
  static final class BadIcebreakersException extends Exception {
    private static final long serialVersionUID = 1L;

    BadIcebreakersException(List<String> problems) {
      super(String.join("\n", problems));
    }
  }

  /** Reads a file; to be called where blocking is allowed. */
  static Icebreakers read(Path file) throws BadIcebreakersException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadIcebreakersException(List.of("there are more than " + MOST_BYTES + " bytes"));
      }
      return read(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new BadIcebreakersException(List.of("something is not UTF-8"));
    } catch (IOException e) {
      throw new BadIcebreakersException(List.of("nothing can be read"));
    }
  }

  /**
   * Reads everything.
   *
   * @throws BadIcebreakersException naming the line of everything that is wrong
   */
  static Icebreakers read(String content) throws BadIcebreakersException {
    IcebreakersFile file = new IcebreakersFile();
    String[] lines = content.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      file.line(i + 1, (i == 0 ? lines[i].replaceFirst("^\uFEFF", "") : lines[i]).strip());
    }
    if (!file.problems.isEmpty()) {
      List<String> all = file.problems;
      throw new BadIcebreakersException(all.subList(0, Math.min(all.size(), MOST_PROBLEMS)));
    }
    SortedMap<String, Lines> read = new TreeMap<>();
    for (Map.Entry<String, Draft> language : file.languages.entrySet()) {
      Draft its = language.getValue();
      read.put(language.getKey(), new Lines(its.starters(), its.questions()));
    }
    return new Icebreakers(read);
  }

  private void line(int number, String text) {
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    if (text.startsWith("[")) {
      language(number, text);
      return;
    }
    Matcher field = FIELD.matcher(text);
    String name = field.matches() ? field.group(1) : "";
    if (draft == null) {
      problem(number, "a language must come first, such as [en]");
    } else if (name.equals("starter")) {
      add(number, name, draft.starters(), field.group(2).strip(), LONGEST_STARTER);
    } else if (name.equals("question")) {
      add(number, name, draft.questions(), field.group(2).strip(), LONGEST_QUESTION);
    } else {
      problem(number, "this is neither starter = nor question =");
    }
  }

  private void language(int number, String text) {
    Matcher head = HEAD.matcher(text);
    Draft its = new Draft();
    draft = its;
    if (!head.matches()) {
      problem(
          number, "a language in brackets must be a code of two or three letters, such as [en]");
    } else if (languages.putIfAbsent(head.group(1), its) != null) {
      problem(number, "the language " + head.group(1) + " is there twice");
    } else if (languages.size() == MOST_LANGUAGES + 1) {
      problem(number, "there are more than " + MOST_LANGUAGES + " languages");
    }
  }

  private void add(int number, String name, List<String> to, String text, int longest) {
    if (text.isEmpty()) {
      problem(number, "the " + name + " is empty");
    } else if (text.codePointCount(0, text.length()) > longest) {
      problem(number, "the " + name + " has more than " + longest + " characters");
    } else if (UNSEEN.matcher(text).find()) {
      problem(number, "the " + name + " has a character that is not seen");
    } else if (to.contains(text)) {
      problem(number, "the " + name + " is there twice");
    } else if (to.size() == MOST_LINES) {
      problem(number, "the language has more than " + MOST_LINES + " of the kind " + name);
    } else {
      to.add(text);
    }
  }

  private void problem(int line, String what) {
    problems.add("line " + line + ": " + what);
  }
}
