package chat.passerby.moderation.cases;

import chat.passerby.moderation.Extent;
import chat.passerby.moderation.Party;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.ReportCodec;
import chat.passerby.moderation.ReportFacts;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.Utterance;
import chat.passerby.moderation.cases.CaseReader.KeptCase;
import chat.passerby.moderation.cases.ListedCase.CaseState;
import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Replies;
import chat.passerby.session.AddressTag;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads cases with their evidence. All fail while Redis is away. */
public final class CaseFiles {
  /** How many reports are read with their evidence, since each may have 60 KiB. */
  private static final int SHOWN = 50;

  private final RedisLink link;
  private final CaseReader reader;
  private final Faults faults;

  public CaseFiles(RedisLink link, Faults faults) {
    this.link = link;
    this.reader = new CaseReader(link, faults);
    this.faults = faults;
  }

  /**
   * A case with its evidence.
   *
   * @param address of the subject, if it was known
   * @param filed how many reports there are, of which {@code reports} are the gravest
   * @param delicate whether somebody under age may be in a picture: this device was reported so, in
   *     this case or another
   * @param past the last decided cases about the same device
   * @param alike other cases about the same address
   */
  public record CaseFile(
      CaseId id,
      CaseState state,
      Party subject,
      Optional<AddressTag> address,
      Instant opened,
      Rank rank,
      CaseSummary summary,
      long filed,
      List<Filed> reports,
      boolean delicate,
      List<CaseId> past,
      List<CaseId> alike) {
    public CaseFile {
      reports = List.copyOf(reports);
      past = List.copyOf(past);
      alike = List.copyOf(alike);
    }
  }

  /**
   * A report of a case.
   *
   * @param extent how much of it there was room for
   * @param agrees whether the gateway of the other side has seen the same chat; empty when it has
   *     not said so
   * @param reporter how often who filed it was right; empty when it was not looked up
   */
  public record Filed(
      ReportId id,
      Report report,
      Extent extent,
      Optional<Boolean> agrees,
      Optional<Accuracy> reporter) {}

  /** Reads a case; empty when it is not there, or not any more. */
  public Future<Optional<CaseFile>> read(CaseId id) {
    return read(id, Optional.empty());
  }

  /**
   * Reads a decided case as it was before that time, when somebody decided on it: without later
   * cases about the same device or address, and without what this one did to the records of those
   * who reported.
   */
  public Future<Optional<CaseFile>> readAsOf(CaseId id, Instant decided) {
    return read(id, Optional.of(decided));
  }

  private Future<Optional<CaseFile>> read(CaseId id, Optional<Instant> until) {
    return reader
        .read(id)
        .compose(
            its ->
                its.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : read(its.get(), until).map(Optional::of));
  }

  private Future<CaseFile> read(KeptCase its, Optional<Instant> until) {
    List<Future<Optional<Filed>>> reports =
        its.reports().entrySet().stream()
            .sorted(
                Comparator.comparing(
                        (Map.Entry<ReportId, ReportFacts> each) ->
                            CasePolicy.severity(each.getValue().reason()))
                    .reversed()
                    .thenComparing(each -> each.getValue().at()))
            .limit(SHOWN)
            .map(each -> report(each.getKey(), each.getValue().reason()))
            .toList();
    Future<List<CaseId>> past =
        ids(ReportKeys.past(its.device()), its.id()).compose(all -> before(until, all));
    Future<List<CaseId>> alike =
        its.address()
            .map(address -> ids(ReportKeys.at(address), its.id()))
            .orElse(Future.succeededFuture(List.of()))
            .compose(all -> before(until, all));
    Future<Boolean> delicate =
        link.send(Request.cmd(Command.EXISTS).arg(ReportKeys.delicate(its.device())))
            .map(Replies::yes);
    Future<Map<DeviceId, Accuracy>> reporters = reader.accuracies(its.reports());
    return Future.all(Future.all(reports), past, alike, delicate, reporters)
        .map(
            all ->
                new CaseFile(
                    its.id(),
                    its.state(),
                    new Party(its.session(), its.device()),
                    its.address(),
                    its.opened(),
                    its.rank(),
                    its.summary(),
                    its.filed(),
                    reports.stream()
                        .flatMap(each -> each.result().stream())
                        .map(each -> known(each, reporters.result(), its, until.isPresent()))
                        .toList(),
                    delicate.result() || isDelicate(its),
                    past.result(),
                    alike.result()));
  }

  private static Filed known(
      Filed its, Map<DeviceId, Accuracy> reporters, KeptCase of, boolean without) {
    Optional<Accuracy> reporter = Optional.ofNullable(reporters.get(its.report().from().device()));
    return new Filed(
        its.id(),
        its.report(),
        its.extent(),
        its.agrees(),
        without && of.upheld().isPresent()
            ? reporter.map(all -> all.without(of.upheld().get()))
            : reporter);
  }

  private static boolean isDelicate(KeptCase its) {
    return its.reports().values().stream().anyMatch(facts -> facts.reason() == Reason.MINOR);
  }

  /** Whom a case is about; empty when it is not there, or not any more. */
  public Future<Optional<Party>> subject(CaseId its) {
    return link.send(
            Request.cmd(Command.HMGET).arg(ReportKeys.of(its)).arg("session").arg("device"))
        .map(
            known -> {
              @Nullable Response session = known.get(0);
              @Nullable Response device = known.get(1);
              return session == null || device == null
                  ? Optional.empty()
                  : Optional.of(
                      new Party(
                          new SessionId(session.toString()), new DeviceId(device.toString())));
            });
  }

  /**
   * The case of that id, or the one that the report of that id belongs to, if it is known still.
   */
  public Future<Optional<CaseId>> find(CaseId its, ReportId report) {
    Future<Optional<CaseId>> known =
        link.send(Request.cmd(Command.EXISTS).arg(ReportKeys.of(its)))
            .map(there -> Optional.of(its).filter(id -> Replies.yes(there)));
    Future<Optional<CaseId>> usual = caseOf(ReportKeys.report(report));
    Future<Optional<CaseId>> delicate = caseOf(ReportKeys.report(report, Reason.MINOR));
    return Future.all(known, usual, delicate)
        .map(all -> known.result().or(usual::result).or(delicate::result));
  }

  private Future<Optional<CaseId>> caseOf(String report) {
    return link.send(Request.cmd(Command.HGET).arg(report).arg("case"))
        .map(
            (@Nullable Response its) ->
                Optional.ofNullable(its).map(id -> new CaseId(id.toString())));
  }

  /** A report of a case with its evidence; empty when it is not there, or of another case. */
  public Future<Optional<Filed>> report(CaseId its, ReportId report) {
    return reader
        .facts(its)
        .compose(
            known -> {
              @Nullable ReportFacts facts = known.get(report);
              return facts == null
                  ? Future.succeededFuture(Optional.empty())
                  : report(report, facts.reason());
            });
  }

  /**
   * What the reported side has written in the first reports of a case, as far as that is kept.
   *
   * @param most how many reports are read
   */
  public Future<List<String>> said(KeptCase its, int most) {
    return Future.all(
            its.reports().entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getValue().at()))
                .limit(most)
                .map(each -> report(each.getKey(), each.getValue().reason()))
                .toList())
        .map(
            all ->
                all.<Optional<Filed>>list().stream()
                    .flatMap(Optional::stream)
                    .flatMap(each -> each.report().transcript().stream())
                    .filter(Utterance::byPartner)
                    .map(Utterance::text)
                    .toList());
  }

  private Future<Optional<Filed>> report(ReportId id, Reason reason) {
    return link.send(
            Request.cmd(Command.HMGET)
                .arg(ReportKeys.report(id, reason))
                .arg("evidence")
                .arg("extent")
                .arg("agrees"))
        .map(
            known -> {
              @Nullable Response evidence = known.get(0);
              @Nullable Response agrees = known.get(2);
              return evidence == null
                  ? Optional.<Filed>empty()
                  : unpack(evidence.toBuffer())
                      .map(
                          report ->
                              new Filed(
                                  id,
                                  report,
                                  Extent.of(known.get(1).toString()),
                                  Optional.ofNullable(agrees).map(Replies::yes),
                                  Optional.empty()));
            });
  }

  private Optional<Report> unpack(Buffer evidence) {
    return PackedReader.read(Written.CASE, evidence, ReportCodec::unpack, faults);
  }

  /** Those that were open before that time, or all. */
  private Future<List<CaseId>> before(Optional<Instant> until, List<CaseId> all) {
    if (until.isEmpty() || all.isEmpty()) {
      return Future.succeededFuture(all);
    }
    return link.batch(
            all.stream()
                .map(id -> Request.cmd(Command.HGET).arg(ReportKeys.of(id)).arg("opened"))
                .toList())
        .map(
            opened -> {
              List<CaseId> earlier = new ArrayList<>();
              for (int i = 0; i < all.size(); i++) {
                @Nullable Response at = opened.get(i);
                if (at != null && Replies.number(at) < until.get().toEpochMilli()) {
                  earlier.add(all.get(i));
                }
              }
              return earlier;
            });
  }

  /** The newest first. */
  private Future<List<CaseId>> ids(String set, CaseId other) {
    return link.send(Request.cmd(Command.ZRANGE).arg(set).arg("0").arg("-1").arg("REV"))
        .map(
            all ->
                all.stream()
                    .map(Response::toString)
                    .filter(id -> !id.equals(other.value()))
                    .map(CaseId::new)
                    .toList());
  }
}
