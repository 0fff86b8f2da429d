package chat.passerby.moderation.spam;

import chat.passerby.moderation.spam.WordRule.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operator's file of word rules. A rule begins with its name in brackets; below it stand its
 * fields, {@code name = value} a line; {@code #} begins a comment line:
 *
 * <pre>
 * [telegram]
 * state = live
 * words = telegram, t me
 * in = first
 * languages = en, tr
 * accents = ignore
 * explanation = Please don't ask people to leave for another service.
 * explanation.tr = Lütfen insanları başka bir hizmete çağırma.
 * </pre>
 */
final class WordRulesFile {
  static final int MOST_CHARS = 1_000_000;
  static final int MOST_RULES = 500;
  private static final int MOST_WORDS = 2_000;
  private static final int LONGEST_WORD = 100;
  private static final int LONGEST_PHRASE = 8;
  private static final int LONGEST_EXPLANATION = 300;
  private static final int MOST_PROBLEMS = 20;

  private static final Pattern HEAD = Pattern.compile("\\[([a-z0-9-]{1,40})]");
  private static final Pattern FIELD = Pattern.compile("([a-z]+)(?:\\.([a-z]{2,3}))?\\s*=\\s*(.*)");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
  private static final Set<String> FIELDS =
      Set.of("state", "words", "in", "languages", "accents", "explanation");

  private final List<String> problems = new ArrayList<>();
  private final Map<String, WordRule> rules = new LinkedHashMap<>();
  private @Nullable Draft draft;

  private WordRulesFile() {}

  /** A rule whose lines are being read. */
  private record Draft(String name, int line, Map<String, Value> fields) {}

  private record Value(String text, int line) {}

  /**
   * Reads all rules.
   *
   * @throws BadRulesException naming the line and the field of everything that is wrong
   */
  static WordRules read(String content) throws BadRulesException {
    if (content.length() > MOST_CHARS) {
      throw new BadRulesException(
          List.of("The file has more than " + MOST_CHARS + " characters: make it shorter."));
    }
    WordRulesFile file = new WordRulesFile();
    String[] lines = content.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      file.line(i + 1, (i == 0 ? lines[i].replaceFirst("^\uFEFF", "") : lines[i]).strip());
    }
    file.end();
    if (!file.problems.isEmpty()) {
      List<String> all = file.problems;
      throw new BadRulesException(all.subList(0, Math.min(all.size(), MOST_PROBLEMS)));
    }
    return new WordRules(List.copyOf(file.rules.values()));
  }

  private void line(int number, String text) {
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    Matcher head = HEAD.matcher(text);
    if (text.startsWith("[")) {
      end();
      if (!head.matches()) {
        problem(number, "the name in brackets must be of a-z, 0-9 and hyphens, at most 40");
      }
      draft = new Draft(head.matches() ? head.group(1) : "", number, new HashMap<>());
      return;
    }
    Draft its = draft;
    Matcher field = FIELD.matcher(text);
    if (its == null) {
      problem(number, "a rule must begin with its name, such as [telegram]");
    } else if (!field.matches() || !FIELDS.contains(field.group(1))) {
      problem(number, "this is no field: " + String.join(", ", FIELDS.stream().sorted().toList()));
    } else if (field.group(2) != null && !field.group(1).equals("explanation")) {
      problem(number, field.group(1) + " takes no language behind a dot");
    } else {
      String name = field.group(1) + (field.group(2) == null ? "" : "." + field.group(2));
      if (its.fields().put(name, new Value(field.group(3).strip(), number)) != null) {
        problem(number, name + " is there twice in this rule");
      }
    }
  }

  private void end() {
    Draft its = draft;
    draft = null;
    if (its == null || its.name().isEmpty()) {
      return;
    }
    Map<String, String> explanations = new HashMap<>();
    for (Map.Entry<String, Value> field : its.fields().entrySet()) {
      if (field.getKey().startsWith("explanation.")) {
        explanations.put(
            field.getKey().substring("explanation.".length()),
            explanation(field.getValue(), field.getKey()));
      }
    }
    WordRule rule =
        new WordRule(
            its.name(),
            State.valueOf(
                choice(its, "state", "draft", "draft", "shadow", "live").toUpperCase(Locale.ROOT)),
            choice(its, "in", "all", "all", "first").equals("first"),
            choice(its, "accents", "ignore", "ignore", "keep").equals("ignore"),
            Set.copyOf(languages(its)),
            words(its),
            explanation(required(its, "explanation"), "explanation"),
            explanations);
    if (rules.putIfAbsent(its.name(), rule) != null) {
      problem(its.line(), "there is another rule of the name " + its.name());
    }
    if (rules.size() == MOST_RULES + 1) {
      problem(its.line(), "there are more than " + MOST_RULES + " rules");
    }
  }

  private Value required(Draft its, String field) {
    Value value = its.fields().get(field);
    if (value == null || value.text().isEmpty()) {
      problem(
          value == null ? its.line() : value.line(),
          "the rule " + its.name() + " needs the field " + field);
      return new Value("", its.line());
    }
    return value;
  }

  private String choice(Draft its, String field, String fallback, String... known) {
    Value value = its.fields().get(field);
    if (value == null) {
      return fallback;
    }
    if (!Arrays.asList(known).contains(value.text())) {
      problem(value.line(), field + " must be one of " + String.join(", ", known));
      return fallback;
    }
    return value.text();
  }

  private List<String> languages(Draft its) {
    Value value = its.fields().get("languages");
    if (value == null) {
      return List.of();
    }
    List<String> all = items(value.text()).stream().distinct().toList();
    if (all.isEmpty() || !all.stream().allMatch(tag -> LANGUAGE.matcher(tag).matches())) {
      problem(value.line(), "languages must be a list such as en, tr");
      return List.of();
    }
    return all;
  }

  private List<String> words(Draft its) {
    Value value = required(its, "words");
    List<String> all = items(value.text());
    if (all.size() > MOST_WORDS) {
      problem(value.line(), "words has more than " + MOST_WORDS + " of them");
    }
    for (String phrase : all) {
      int words = phrase.length() > LONGEST_WORD ? 0 : PlainWords.of(phrase).size();
      if (words == 0 || words > LONGEST_PHRASE) {
        problem(
            value.line(),
            "words has something that is no word or phrase of 1 to "
                + LONGEST_PHRASE
                + " words and at most "
                + LONGEST_WORD
                + " characters");
      }
    }
    return all;
  }

  private String explanation(Value value, String field) {
    if (value.text().length() > LONGEST_EXPLANATION) {
      problem(value.line(), field + " has more than " + LONGEST_EXPLANATION + " characters");
    }
    return value.text();
  }

  private static List<String> items(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private void problem(int line, String what) {
    problems.add("line " + line + ": " + what);
  }
}
