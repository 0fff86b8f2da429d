package chat.passerby.gateway.icebreakers;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator offers people who have just met.
 *
 * @param languages by language, such as {@code en}; empty where the page's own are to be used
 */
public record Icebreakers(SortedMap<String, Lines> languages) {
  /** There is no file: the page offers its own. */
  public static final Icebreakers NONE = new Icebreakers(new TreeMap<>());

  public Icebreakers {
    languages = new TreeMap<>(languages);
  }

  /**
   * Of one language.
   *
   * @param starters first lines to send with one tap
   * @param questions that both answer before either sees the other's answer
   */
  public record Lines(List<String> starters, List<String> questions) {
    public Lines {
      starters = List.copyOf(starters);
      questions = List.copyOf(questions);
    }
  }

  /** Everything that is offered, in all languages. */
  public Set<String> texts() {
    return languages.values().stream()
        .flatMap(lines -> Stream.concat(lines.starters().stream(), lines.questions().stream()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As pages read it; see {@code Icebreakers} in {@code openapi.yaml}. */
  public Buffer json() {
    JsonObject all = new JsonObject();
    for (Map.Entry<String, Lines> language : languages.entrySet()) {
      all.put(
          language.getKey(),
          new JsonObject()
              .put("starters", new JsonArray(language.getValue().starters()))
              .put("questions", new JsonArray(language.getValue().questions())));
    }
    return new JsonObject().put("languages", all).toBuffer();
  }
}
