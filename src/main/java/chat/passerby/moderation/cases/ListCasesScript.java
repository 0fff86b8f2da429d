package chat.passerby.moderation.cases;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.ListedCase.CaseState;
import chat.passerby.moderation.cases.ListedCase.Place;
import chat.passerby.moderation.cases.ListedCase.Verdict;
import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a page of cases. */
final class ListCasesScript {
  private static final Script SCRIPT = Script.load("list_cases");

  private final ScriptRunner runner;
  private final Faults faults;

  ListCasesScript(ScriptRunner runner, Faults faults) {
    this.runner = runner;
    this.faults = faults;
  }

  /**
   * Reads a page.
   *
   * @param set the key of the set to read
   */
  Future<List<ListedCase>> run(String set, Optional<Place> after, int limit) {
    List<Object> args =
        List.of(
            after.map(Place::score).orElse("+inf"),
            after.map(last -> last.id().value()).orElse(""),
            limit,
            ReportKeys.CASE);
    return runner
        .run(SCRIPT, List.of(set), args)
        .map(reply -> reply.stream().map(this::listed).toList());
  }

  private ListedCase listed(Response one) {
    return new ListedCase(
        new CaseId(one.get(0).toString()),
        one.get(1).toString(),
        new SessionId(one.get(2).toString()),
        Instant.ofEpochMilli(Replies.number(one.get(3))),
        rank(one.get(4).toString(), one.get(5).toString()),
        summary(one.get(6), faults),
        Optional.of(one.get(7).toString()).filter(by -> !by.isEmpty()),
        state(one.get(12).toString()),
        verdict(one));
  }

  static CaseState state(String kept) {
    return CaseState.valueOf(kept.toUpperCase(Locale.ROOT));
  }

  static Rank rank(String weight, String urgent) {
    return new Rank(urgent.equals("1"), weight.isEmpty() ? 0 : Double.parseDouble(weight));
  }

  static CaseSummary summary(Response packed, Faults faults) {
    return packed.toBuffer().length() == 0
        ? CaseSummary.NONE
        : PackedReader.read(Written.CASE, packed.toBuffer(), CaseSummary::unpack, faults)
            .orElse(CaseSummary.NONE);
  }

  private static Optional<Verdict> verdict(Response one) {
    String outcome = one.get(8).toString();
    return outcome.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Verdict(
                new DecisionId(one.get(11).toString()),
                Outcome.of(outcome),
                one.get(9).toString(),
                Instant.ofEpochMilli(Replies.number(one.get(10)))));
  }
}
