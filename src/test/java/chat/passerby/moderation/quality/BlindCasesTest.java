package chat.passerby.moderation.quality;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.cases.Accuracy;
import chat.passerby.moderation.cases.CaseFiles;
import chat.passerby.moderation.cases.CaseFiles.CaseFile;
import chat.passerby.moderation.quality.BlindCases.Blind;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.time.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second moderator sees of a decided case: what the first one saw. */
class BlindCasesTest extends LookFixture {
  private static final DeviceId BEN = new DeviceId("ben");
  private final CaseFiles files = new CaseFiles(redis.link(), FAULTS);
  private final BlindCases blind = new BlindCases(looks, files);

  BlindCasesTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void look_showsWhatWasThereBeforeTheDecisionAndNothingThatFollowed() {
    CaseId earlier = decided("ben", "mia", dismissal());
    impose("mute");
    CaseId its = decided("ben", "mia", ban("ben"));
    CaseId later = caseOf(file("anna", "ben", Reason.SPAM, new SystemClock().instant()));
    get(decisions(Duration.ZERO).make(later, "mia", dismissal()));
    get(sanctions.lift(new SanctionId("mute"), "a mistake", "mia"));

    Blind seen = look(its);
    CaseFile now = get(files.read(its)).orElseThrow();
    assertEquals(List.of(later, earlier), now.past());
    assertEquals(List.of(earlier), seen.file().past());
    assertEquals(Optional.of(new Accuracy(1, 3)), now.reports().getFirst().reporter());
    assertEquals(
        Optional.of(new Accuracy(0, 2)),
        seen.file().reports().getFirst().reporter(),
        "without this case");
    Sanction mute = seen.history(ofBen()).getFirst();
    assertEquals(List.of(2, 1), List.of(ofBen().size(), seen.history(ofBen()).size()));
    assertEquals(Sanction.State.ACTIVE, mute.state());
    assertEquals(Optional.empty(), mute.lifting());
  }

  @Test
  void caseBeside_doesNotTellWhatWasDecided() {
    CaseId its = decided("ben", "mia", ban("ben"));
    CaseId later = caseOf(file("cleo", "ben", Reason.NUDITY));
    CaseId other = caseOf(file("cleo", "dora", Reason.NUDITY));
    Blind seen = look(its);
    CaseFile beside = get(files.read(later)).orElseThrow();
    assertEquals(true, seen.isToldBy(beside));
    assertEquals(List.of(), seen.hidden(beside).past());
    assertEquals(List.of(), seen.hidden(ofBen()));
    assertEquals(false, seen.isToldBy(get(files.read(other)).orElseThrow()));
  }

  private void impose(String id) {
    get(
        sanctions.impose(
            new Order(
                new SanctionId(id),
                SanctionKind.MUTE_TEXT,
                List.of(Subject.of(BEN)),
                Reason.SPAM,
                Optional.of(Duration.ofHours(1)),
                "mia",
                "",
                Optional.empty())));
  }

  private List<Sanction> ofBen() {
    return get(sanctions.of(Subject.of(BEN), 20));
  }

  /** Looks at cases until it is that one's turn. */
  private Blind look(CaseId about) {
    for (int i = 0; i < 5; i++) {
      Look look = get(looks.next("tom", true)).orElseThrow();
      if (look.about().equals(about)) {
        return get(blind.of(Optional.of(look))).orElseThrow();
      }
    }
    throw new AssertionError("There is no look at that case.");
  }
}
