package chat.passerby.moderation.quality;

import chat.passerby.moderation.Report;
import chat.passerby.moderation.Utterance;
import chat.passerby.moderation.cases.CaseFiles;
import chat.passerby.moderation.cases.CaseFiles.CaseFile;
import chat.passerby.moderation.cases.CaseFiles.Filed;
import chat.passerby.moderation.cases.ListedCase;
import chat.passerby.moderation.cases.ListedCase.CaseState;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.protocol.CaseId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decided cases as they are shown to somebody who is not to see that. */
public final class BlindCases {
  private final Looks looks;
  private final CaseFiles files;

  public BlindCases(Looks looks, CaseFiles files) {
    this.looks = looks;
    this.files = files;
  }

  /** A look, and what is shown of its case. */
  public record Blind(Look look, CaseFile file) {
    /** What was decided about the subject until then, as it stood then, at times moved likewise. */
    public List<Sanction> history(List<Sanction> all) {
      return before(all).map(each -> each.later(look.shift())).toList();
    }

    private Stream<Sanction> before(List<Sanction> all) {
      return all.stream()
          .filter(each -> each.start().isBefore(look.decided()))
          .map(each -> each.asOf(look.decided()));
    }

    /** Whether another case shows what was decided on this one. */
    public boolean isToldBy(CaseFile other) {
      return other.past().contains(look.about()) || other.alike().contains(look.about());
    }

    /** Such a case without that. */
    public CaseFile hidden(CaseFile other) {
      return new CaseFile(
          other.id(),
          other.state(),
          other.subject(),
          other.address(),
          other.opened(),
          other.rank(),
          other.summary(),
          other.filed(),
          other.reports(),
          other.delicate(),
          others(other.past()),
          others(other.alike()));
    }

    private List<CaseId> others(List<CaseId> cases) {
      return cases.stream().filter(each -> !each.equals(look.about())).toList();
    }

    /** What such a case may show of what was decided about its subject. */
    public List<Sanction> hidden(List<Sanction> all) {
      return before(all).toList();
    }

    public ListedCase listed(String by) {
      return new ListedCase(
          look.id(),
          Long.toString(file.rank().priority(file.opened(), look.claimed())),
          file.subject().session(),
          file.opened(),
          file.rank(),
          file.summary(),
          Optional.of(by),
          CaseState.OPEN,
          Optional.empty());
    }
  }

  public Looks looks() {
    return looks;
  }

  /** The case of a look; empty when there is no look, or the case is not kept any more. */
  public Future<Optional<Blind>> of(Optional<Look> look) {
    return look.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : files
            .readAsOf(look.get().about(), look.get().decided())
            .map(file -> file.map(its -> blind(look.get(), its)));
  }

  private static Blind blind(Look look, CaseFile its) {
    Duration shift = look.shift();
    return new Blind(
        look,
        new CaseFile(
            look.id(),
            CaseState.OPEN,
            its.subject(),
            its.address(),
            its.opened().plus(shift),
            its.rank(),
            its.summary(),
            its.filed(),
            its.reports().stream().map(each -> later(each, shift)).toList(),
            its.delicate(),
            its.past(),
            its.alike()));
  }

  private static Filed later(Filed its, Duration shift) {
    Report report = its.report();
    return new Filed(
        its.id(),
        new Report(
            report.room(),
            report.at().plus(shift),
            report.from(),
            report.about(),
            report.reason(),
            report.note(),
            report.snapshot(),
            report.transcript().stream()
                .map(each -> new Utterance(later(each.at(), shift), each.byPartner(), each.text()))
                .toList()),
        its.extent(),
        its.agrees(),
        its.reporter());
  }

  private static Instant later(Instant at, Duration shift) {
    return at.plus(shift);
  }
}
