package chat.passerby.moderation.quality;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.Accuracy;
import chat.passerby.moderation.cases.CaseFiles;
import chat.passerby.moderation.cases.CaseReader;
import chat.passerby.moderation.cases.CaseReader.KeptCase;
import chat.passerby.moderation.spam.WordRule;
import chat.passerby.moderation.spam.WordRules;
import chat.passerby.protocol.CaseId;
import chat.passerby.redis.RedisLink;
import chat.passerby.telemetry.Faults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a word rule against the evidence of cases that is kept anyway: nothing is stored for it.
 * Neither the language of a chat nor how far it had come is evidence, so a rule is held against all
 * of it. Bound to the event loop of its link; texts are compared elsewhere.
 */
public final class RuleExamples {
  /** How many open cases are looked at, those first that are to be decided first. */
  private static final int OPEN = 60;

  /** How many decided ones, the newest first. */
  private static final int DECIDED = 100;

  /** How many reports of each. */
  private static final int REPORTS = 2;

  /** How many cases are read at a time, since each report may have 60 KiB. */
  private static final int BATCH = 10;

  private static final int EXAMPLES = 10;

  private final RedisLink link;
  private final CaseReader reader;
  private final CaseFiles files;
  private final Vertx vertx;

  /**
   * @param link to the Redis of reports
   */
  public RuleExamples(RedisLink link, Faults faults, Vertx vertx) {
    this.link = link;
    this.reader = new CaseReader(link, faults);
    this.files = new CaseFiles(link, faults);
    this.vertx = vertx;
  }

  /** A text that a rule is about, in an open case. */
  public record Example(CaseId about, String text) {
    @Override
    public String toString() {
      return "Example[" + about + ", text=[redacted]]";
    }
  }

  /**
   * What a rule is about.
   *
   * @param examples a text of each of the first open cases that have one
   * @param open how many open cases have one, of those that were looked at
   * @param accuracy of the decided ones that have one, how many were upheld
   */
  public record Seen(List<Example> examples, int open, Accuracy accuracy) {
    public Seen {
      examples = List.copyOf(examples);
    }
  }

  private record Told(KeptCase its, List<String> texts) {}

  /** Looks for what a rule is about; fails while Redis is away. */
  public Future<Seen> of(WordRule rule) {
    Future<List<CaseId>> open = ids(ReportKeys.CASES, OPEN);
    Future<List<CaseId>> decided = ids(ReportKeys.DECIDED, DECIDED);
    return Future.all(open, decided)
        .compose(
            all -> {
              List<CaseId> both = new ArrayList<>(open.result());
              both.addAll(decided.result());
              return read(both, 0, new ArrayList<>());
            })
        .compose(told -> vertx.executeBlocking(() -> seen(rule, told)));
  }

  private Future<List<CaseId>> ids(String set, int most) {
    return link.send(Request.cmd(Command.ZRANGE).arg(set).arg(0).arg(most - 1).arg("REV"))
        .map(all -> all.stream().map(Response::toString).map(CaseId::new).toList());
  }

  private Future<List<Told>> read(List<CaseId> cases, int from, List<Told> told) {
    if (from >= cases.size()) {
      return Future.succeededFuture(told);
    }
    int to = Math.min(cases.size(), from + BATCH);
    return Future.all(cases.subList(from, to).stream().map(this::told).toList())
        .compose(
            some -> {
              some.<Optional<Told>>list().forEach(its -> its.ifPresent(told::add));
              return read(cases, to, told);
            });
  }

  private Future<Optional<Told>> told(CaseId id) {
    return reader
        .read(id)
        .compose(
            found ->
                found
                    .map(
                        its ->
                            files
                                .said(its, REPORTS)
                                .map(texts -> Optional.of(new Told(its, texts))))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  private static Seen seen(WordRule rule, List<Told> told) {
    WordRules rules = new WordRules(List.of(rule.everywhere()));
    List<Example> examples = new ArrayList<>();
    Set<String> known = new HashSet<>();
    int open = 0;
    int upheld = 0;
    int decided = 0;
    for (Told each : told) {
      Optional<String> hit =
          each.texts().stream()
              .filter(text -> !rules.broken(text, true, Optional.empty()).isEmpty())
              .findFirst();
      if (hit.isEmpty()) {
        continue;
      }
      Optional<Boolean> right = each.its().upheld();
      if (right.isPresent()) {
        decided++;
        upheld += right.get() ? 1 : 0;
      } else if (each.its().decision().isEmpty()) {
        open++;
        if (examples.size() < EXAMPLES && known.add(hit.get())) {
          examples.add(new Example(each.its().id(), hit.get()));
        }
      }
    }
    return new Seen(examples, open, new Accuracy(upheld, decided));
  }
}
