package chat.passerby.moderation.cases;

import chat.passerby.moderation.ReportFacts;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.ListedCase.CaseState;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Replies;
import chat.passerby.session.AddressTag;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads cases and what their reporters are worth. */
public final class CaseReader {
  private final RedisLink link;
  private final Faults faults;

  public CaseReader(RedisLink link, Faults faults) {
    this.link = link;
    this.faults = faults;
  }

  /**
   * A case as Redis has it.
   *
   * @param version grows with each change that matters for its rank
   * @param session of the subject, as last reported
   * @param address of the subject, if it was known
   * @param met how many partners the subject has met
   * @param decision the one that was made, if one was
   * @param decided when it was made
   * @param decidedBy who made it
   * @param upheld whether those who reported count as right; empty while that is not settled
   * @param filed how many reports there are, of which {@code reports} are the first
   */
  public record KeptCase(
      CaseId id,
      String version,
      CaseState state,
      DeviceId device,
      SessionId session,
      Optional<AddressTag> address,
      Instant opened,
      OptionalLong met,
      Optional<DecisionId> decision,
      Optional<Instant> decided,
      Optional<String> decidedBy,
      Optional<Boolean> upheld,
      long filed,
      Rank rank,
      CaseSummary summary,
      Map<ReportId, ReportFacts> reports) {
    public KeptCase {
      reports = Map.copyOf(reports);
    }
  }

  /** What a sanction rests on that is made for these reports. */
  public static Optional<Order.Grounds> grounds(Map<ReportId, ReportFacts> reports) {
    return reports.values().stream()
        .map(ReportFacts::at)
        .min(Comparator.naturalOrder())
        .map(
            first ->
                new Order.Grounds(
                    first,
                    reports.values().stream().anyMatch(each -> !each.from().isRule()),
                    reports.values().stream().anyMatch(each -> each.from().isRule())));
  }

  /** A case with its reports' facts; empty when it is not there any more. */
  public Future<Optional<KeptCase>> read(CaseId id) {
    // The version is read first: what is newer than it makes a rank that is refused.
    Future<Response> known = link.send(Request.cmd(Command.HGETALL).arg(ReportKeys.of(id)));
    return facts(id).compose(facts -> known.map(its -> kept(id, its, facts)));
  }

  /** The facts of a case's reports. */
  public Future<Map<ReportId, ReportFacts>> facts(CaseId id) {
    return link.send(Request.cmd(Command.HGETALL).arg(ReportKeys.facts(id))).map(this::facts);
  }

  /** What reporters are worth. */
  Future<List<Testimony>> testimonies(Map<ReportId, ReportFacts> reports) {
    return accuracies(reports)
        .map(
            accuracies ->
                reports.values().stream()
                    .map(
                        facts ->
                            new Testimony(
                                facts.from().device(),
                                facts.reason(),
                                facts.at(),
                                facts.circumstances(),
                                accuracies.getOrDefault(facts.from().device(), Accuracy.UNKNOWN)))
                    .toList());
  }

  /** How often each who reported was right. */
  Future<Map<DeviceId, Accuracy>> accuracies(Map<ReportId, ReportFacts> reports) {
    return accuracies(
        reports.values().stream().map(facts -> facts.from().device()).distinct().toList());
  }

  /** How often each of some devices was right in what it reported. */
  public Future<Map<DeviceId, Accuracy>> accuracies(List<DeviceId> devices) {
    if (devices.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    Request request = Request.cmd(Command.MGET);
    devices.forEach(device -> request.arg(ReportKeys.record(device)));
    return link.send(request)
        .map(
            records -> {
              Map<DeviceId, Accuracy> accuracies = new HashMap<>();
              for (int i = 0; i < devices.size(); i++) {
                @Nullable Response record = records.get(i);
                accuracies.put(
                    devices.get(i),
                    record == null ? Accuracy.UNKNOWN : Accuracy.of(record.toString()));
              }
              return accuracies;
            });
  }

  private Map<ReportId, ReportFacts> facts(Response all) {
    Map<ReportId, ReportFacts> facts = new HashMap<>();
    for (String report : all.getKeys()) {
      PackedReader.read(Written.CASE, all.get(report).toBuffer(), ReportFacts::unpack, faults)
          .ifPresent(its -> facts.put(new ReportId(report), its));
    }
    return facts;
  }

  private Optional<KeptCase> kept(CaseId id, Response its, Map<ReportId, ReportFacts> facts) {
    if (text(its, "state").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new KeptCase(
            id,
            text(its, "version").orElse(""),
            ListCasesScript.state(text(its, "state").orElseThrow()),
            new DeviceId(text(its, "device").orElseThrow()),
            new SessionId(text(its, "session").orElseThrow()),
            text(its, "address").map(AddressTag::new),
            Instant.ofEpochMilli(Replies.number(its.get("opened"))),
            text(its, "met").isPresent()
                ? OptionalLong.of(Replies.number(its.get("met")))
                : OptionalLong.empty(),
            text(its, "decision").map(DecisionId::new),
            text(its, "decided-at").map(Long::parseLong).map(Instant::ofEpochMilli),
            text(its, "decided-by"),
            upheld(its),
            Replies.number(its.get("reports")),
            ListCasesScript.rank(text(its, "weight").orElse(""), text(its, "urgent").orElse("")),
            text(its, "summary").isPresent()
                ? ListCasesScript.summary(its.get("summary"), faults)
                : CaseSummary.NONE,
            facts));
  }

  private static Optional<Boolean> upheld(Response its) {
    return text(its, "outcome")
        .filter(outcome -> text(its, "state").filter("decided"::equals).isPresent())
        .map(
            outcome ->
                outcome.equals(Outcome.ACTIONED.wireName()) && text(its, "reversed").isEmpty());
  }

  private static Optional<String> text(Response hash, String field) {
    @Nullable Response value = hash.get(field);
    return value == null ? Optional.empty() : Optional.of(value.toString());
  }
}
