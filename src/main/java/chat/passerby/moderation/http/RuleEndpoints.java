package chat.passerby.moderation.http;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.quality.RuleExamples;
import chat.passerby.moderation.spam.BadRulesException;
import chat.passerby.moderation.spam.RuleHits;
import chat.passerby.moderation.spam.WordRule;
import chat.passerby.moderation.spam.WordRuleBook;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.redis.RedisLink;
import chat.passerby.time.NodeClock;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The operator's rules about words: what they do, how often they were hit, and what they hit. */
public final class RuleEndpoints {
  private final Optional<Path> path;
  private final RuleExamples examples;
  private final RedisLink link;
  private final Audit audit;
  private final NodeClock clock;
  private final Vertx vertx;

  /**
   * @param path of the file, as this node has it
   */
  public RuleEndpoints(
      Optional<Path> path,
      RuleExamples examples,
      RedisLink link,
      Audit audit,
      NodeClock clock,
      Vertx vertx) {
    this.path = path;
    this.examples = examples;
    this.link = link;
    this.audit = audit;
    this.clock = clock;
    this.vertx = vertx;
  }

  /** All of them. */
  public List<Endpoint> all() {
    return List.of(
        Endpoint.of(HttpMethod.GET, "/rules", StaffRole.SENIOR, this::list),
        Endpoint.of(HttpMethod.GET, "/rules/:rule/examples", StaffRole.SENIOR, this::seen));
  }

  /**
   * The file as it stands now.
   *
   * @param problems what is wrong with it, for which no rule is told
   */
  private record Contents(List<WordRule> rules, List<String> problems) {}

  private Future<Contents> contents() {
    return path.isEmpty()
        ? Future.succeededFuture(new Contents(List.of(), List.of()))
        : vertx.executeBlocking(() -> read(path.get()));
  }

  private static Contents read(Path file) {
    try {
      return new Contents(WordRuleBook.read(file).all(), List.of());
    } catch (BadRulesException e) {
      return new Contents(List.of(), String.valueOf(e.getMessage()).lines().toList());
    }
  }

  private Future<Answer> list(StaffRequest request) {
    Future<Contents> contents = contents();
    Future<Map<String, RuleHits.Hits>> hits = RuleHits.read(link, clock);
    return Future.all(contents, hits)
        .map(
            read -> {
              JsonArray items = new JsonArray();
              contents
                  .result()
                  .rules()
                  .forEach(
                      rule ->
                          items.add(
                              described(
                                  rule,
                                  hits.result().getOrDefault(rule.name(), RuleHits.Hits.NONE))));
              return Answer.ok(
                  new JsonObject()
                      .put("kept", path.isPresent())
                      .put("days", RuleHits.DAYS)
                      .put("problems", new JsonArray(contents.result().problems()))
                      .put("items", items));
            });
  }

  private static JsonObject described(WordRule rule, RuleHits.Hits hits) {
    return new JsonObject()
        .put("rule", rule.name())
        .put("state", rule.state().name().toLowerCase(Locale.ROOT))
        .put("words", rule.words().size())
        .put("in", rule.onlyFirst() ? "first" : "all")
        .put("languages", new JsonArray(rule.languages().stream().sorted().toList()))
        .put("explanation", rule.explanation())
        .put("held", hits.held())
        .put("shadowed", hits.shadowed());
  }

  /** Texts of visitors are handed out, so the audit is told before. */
  private Future<Answer> seen(StaffRequest request) {
    String name = request.part("rule");
    return contents()
        .compose(
            its -> {
              WordRule rule =
                  its.rules().stream()
                      .filter(each -> each.name().equals(name))
                      .findFirst()
                      .orElseThrow(() -> HttpRefusal.of(HttpError.NOT_FOUND));
              return audit
                  .append(
                      request.member().name().value(),
                      AuditAction.RULE_EXAMPLES_READ,
                      name,
                      Map.of())
                  .compose(written -> examples.of(rule));
            })
        .map(its -> Answer.ok(described(its)));
  }

  private static JsonObject described(RuleExamples.Seen its) {
    JsonArray texts = new JsonArray();
    its.examples()
        .forEach(
            each ->
                texts.add(
                    new JsonObject().put("case", each.about().value()).put("text", each.text())));
    return new JsonObject()
        .put("examples", texts)
        .put("openCases", its.open())
        .put("right", its.accuracy().upheld())
        .put("decided", its.accuracy().decided());
  }
}
