package chat.passerby.moderation.spam;

import chat.passerby.moderation.spam.LookAlikes.Letters;
import chat.passerby.moderation.spam.WordRule.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All rules about words, ready to be held against messages. */
public final class WordRules {
  /** There are none. */
  public static final WordRules NONE = new WordRules(List.of());

  private final List<WordRule> all;
  private final List<WordRule> rules;
  private final List<Table> tables = new ArrayList<>();
  private final boolean onlyFirst;

  /**
   * The rules by a phrase's skeletons in small and in capital letters, for one way to see accents.
   */
  private static final class Table {
    private final boolean ignoresAccents;
    private final Map<String, List<WordRule>> small = new HashMap<>();
    private final Map<String, List<WordRule>> capital = new HashMap<>();
    private int longest;

    Table(boolean ignoresAccents) {
      this.ignoresAccents = ignoresAccents;
    }

    void add(String phrase, WordRule rule) {
      List<String> words = PlainWords.of(phrase);
      longest = Math.max(longest, words.size());
      add(small, skeletons(words, Letters.SMALL), rule);
      add(capital, skeletons(words, Letters.CAPITAL), rule);
    }

    private static void add(Map<String, List<WordRule>> table, String[] words, WordRule rule) {
      table.computeIfAbsent(String.join(" ", words), key -> new ArrayList<>()).add(rule);
    }

    void find(List<String> text, Set<WordRule> found) {
      String[] written = skeletons(text, Letters.WRITTEN);
      find(small, skeletons(text, Letters.SMALL), found);
      find(small, written, found);
      find(capital, skeletons(text, Letters.CAPITAL), found);
      find(capital, written, found);
    }

    private String[] skeletons(List<String> words, Letters letters) {
      return LookAlikes.skeletons(words, letters, ignoresAccents);
    }

    private void find(Map<String, List<WordRule>> table, String[] words, Set<WordRule> found) {
      for (int from = 0; from < words.length; from++) {
        String phrase = words[from];
        for (int to = from + 1; ; to++) {
          found.addAll(table.getOrDefault(phrase, List.of()));
          if (to >= words.length || to - from >= longest) {
            break;
          }
          phrase = phrase + " " + words[to];
        }
      }
    }
  }

  /**
   * @param rules in their order: the first that holds a message back is the one that is told
   */
  public WordRules(List<WordRule> rules) {
    this.all = List.copyOf(rules);
    this.rules = rules.stream().filter(rule -> rule.state() != State.DRAFT).toList();
    this.onlyFirst = this.rules.stream().allMatch(WordRule::onlyFirst);
    for (boolean accents : new boolean[] {true, false}) {
      List<WordRule> its =
          this.rules.stream().filter(rule -> rule.ignoresAccents() == accents).toList();
      if (!its.isEmpty()) {
        Table table = new Table(accents);
        its.forEach(rule -> rule.words().forEach(phrase -> table.add(phrase, rule)));
        tables.add(table);
      }
    }
  }

  /** All of them, drafts too. */
  public List<WordRule> all() {
    return all;
  }

  /** Whether any rule may be about this message. */
  public boolean concern(boolean first) {
    return !rules.isEmpty() && (first || !onlyFirst);
  }

  /**
   * The rules that a text breaks, in their order.
   *
   * @param first whether it is among the first of its chat
   * @param language of the chat, if it has one
   */
  public List<WordRule> broken(String text, boolean first, Optional<String> language) {
    Set<WordRule> found = new LinkedHashSet<>();
    List<String> words = PlainWords.of(text);
    if (!words.isEmpty()) {
      tables.forEach(table -> table.find(words, found));
    }
    return found.isEmpty()
        ? List.of()
        : rules.stream()
            .filter(found::contains)
            .filter(rule -> rule.holds(first, language))
            .toList();
  }

  /** What each of them does, by its name. */
  SortedMap<String, String> states() {
    SortedMap<String, String> states = new TreeMap<>();
    rules.forEach(rule -> states.put(rule.name(), rule.state().name().toLowerCase(Locale.ROOT)));
    return states;
  }

  /** How many there are, drafts left out. */
  public int size() {
    return rules.size();
  }
}
