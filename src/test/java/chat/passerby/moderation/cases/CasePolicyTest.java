package chat.passerby.moderation.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.Circumstances;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.session.AddressTag;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CasePolicyTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);
  private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(3));
  private static final Accuracy OFTEN_RIGHT = new Accuracy(10, 10);

  @Test
  void accuracy_isNeutralBelowFiveDecidedAndSmoothedFromThen() {
    assertEquals(0.5, new Accuracy(4, 4).value());
    assertEquals(0.5, new Accuracy(0, 4).value());
    assertEquals(5.5 / 7, new Accuracy(5, 5).value());
    assertEquals(0.5 / 7, new Accuracy(0, 5).value());
    assertEquals(new Accuracy(2, 3), Accuracy.of("udu"));
    assertEquals(Accuracy.UNKNOWN, Accuracy.of(""));
  }

  @Test
  void violence_reportedByOne_comesBeforeSpamReportedByFifty() {
    Rank violence = rank(List.of(stranger(0, Reason.VIOLENCE)));
    Rank spam = rank(strangers(50, Reason.SPAM));
    assertBefore(violence, NOW, spam, NOW.minus(Duration.ofDays(25)));
  }

  @Test
  void colluders_ofEachKind_doNotOutrankOneCredibleReportOfViolence() {
    Rank credible = rank(List.of(stranger(0, Reason.VIOLENCE)));
    Rank proven = rank(List.of(with(stranger(0, Reason.VIOLENCE), OFTEN_RIGHT)));
    for (Reason reason : Reason.values()) {
      for (List<Testimony> colluders :
          List.of(
              IntStream.range(0, 20).mapToObj(i -> sameDevice(i, reason)).toList(),
              IntStream.range(0, 20).mapToObj(i -> sameAddress(i, reason)).toList(),
              IntStream.range(0, 20).mapToObj(i -> sameNetwork(i, reason)).toList(),
              IntStream.range(0, 20).mapToObj(i -> burst(i, reason)).toList())) {
        assertEquals(1, CasePolicy.independent(colluders));
        assertBefore(credible, NOW, rank(colluders), NOW.minus(Duration.ofMinutes(30)));
      }
      if (reason != Reason.MINOR) {
        assertBefore(proven, NOW, rank(strangers(20, reason)), NOW);
      }
    }
  }

  @Test
  void precaution_isForWhomEnoughProvenAndIndependentPeopleHaveReported() {
    List<Testimony> three =
        strangers(3, Reason.NUDITY).stream().map(each -> with(each, OFTEN_RIGHT)).toList();
    assertEquals(Optional.of(Reason.NUDITY), CasePolicy.precaution(three, 3));
    assertEquals(Optional.empty(), CasePolicy.precaution(three, 4));
    assertEquals(Optional.empty(), CasePolicy.precaution(three, 0));
    assertEquals(Optional.empty(), CasePolicy.precaution(three.subList(0, 2), 3));
    List<Testimony> graver =
        Stream.concat(
                three.stream(),
                IntStream.range(3, 6)
                    .mapToObj(i -> with(stranger(i, Reason.VIOLENCE), OFTEN_RIGHT)))
            .toList();
    assertEquals(Optional.of(Reason.VIOLENCE), CasePolicy.precaution(graver, 3));
    List<Testimony> mixed =
        Stream.of(Reason.NUDITY, Reason.VIOLENCE, Reason.SPAM)
            .map(reason -> with(stranger(reason.ordinal(), reason), OFTEN_RIGHT))
            .toList();
    assertEquals(Optional.empty(), CasePolicy.precaution(mixed, 3));
  }

  @Test
  void precaution_isNeverTakenForColludersForUnknownOnesOrForSomebodyInDanger() {
    for (Reason reason : Reason.values()) {
      for (List<Testimony> all :
          List.of(
              strangers(20, reason),
              strangers(20, reason).stream().map(each -> with(each, new Accuracy(3, 6))).toList(),
              IntStream.range(0, 20)
                  .mapToObj(i -> with(sameAddress(i, reason), OFTEN_RIGHT))
                  .toList(),
              IntStream.range(0, 20)
                  .mapToObj(i -> with(sameDevice(i, reason), OFTEN_RIGHT))
                  .toList(),
              IntStream.range(0, 20).mapToObj(i -> with(burst(i, reason), OFTEN_RIGHT)).toList())) {
        assertEquals(Optional.empty(), CasePolicy.precaution(all, 2), reason::wireName);
      }
    }
    List<Testimony> worried =
        strangers(9, Reason.SELF_HARM).stream().map(each -> with(each, OFTEN_RIGHT)).toList();
    assertEquals(Optional.empty(), CasePolicy.precaution(worried, 3));
  }

  @Test
  void colluders_andAnHonestReporter_areWorthTheHonestOne() {
    List<Testimony> all =
        Stream.concat(
                IntStream.range(1, 20).mapToObj(i -> sameAddress(i, Reason.NUDITY)),
                Stream.of(stranger(0, Reason.NUDITY)))
            .toList();
    assertEquals(2, CasePolicy.independent(all));
    assertTrue(rank(all).weight() >= rank(List.of(stranger(0, Reason.NUDITY))).weight());
  }

  @Test
  void reports_byOneReporterAgainAndAgain_addNothing() {
    double once = rank(List.of(sameDevice(0, Reason.HARASSMENT))).weight();
    double twice =
        rank(List.of(sameDevice(0, Reason.HARASSMENT), sameDevice(1, Reason.HARASSMENT))).weight();
    double often = rank(Collections.nCopies(100, sameDevice(0, Reason.HARASSMENT))).weight();
    assertEquals(once, twice);
    assertTrue(often < once, "who meets somebody so often does not meet them by chance");
  }

  @Test
  void reporters_whoAreLinkedInAChain_areOne() {
    Testimony one = stranger(1, Reason.SPAM);
    Testimony other = stranger(2, Reason.SPAM);
    Testimony link =
        new Testimony(one.reporter(), Reason.SPAM, NOW, other.circumstances(), Accuracy.UNKNOWN);
    assertEquals(2, CasePolicy.independent(List.of(one, other)));
    assertEquals(1, CasePolicy.independent(List.of(one, other, link)));
  }

  @Test
  void sessions_thatBeganLongBefore_areNoBurst() {
    List<Testimony> old =
        IntStream.range(0, 20)
            .mapToObj(i -> testimony("d" + i, Reason.SPAM, "a" + i, "n" + i, LONG_AGO))
            .toList();
    assertEquals(20, CasePolicy.independent(old));
  }

  @Test
  void reporters_whoAreIndependent_raiseTheRankButNeverBeyondAProvenOne() {
    double one = rank(strangers(1, Reason.NUDITY)).weight();
    double five = rank(strangers(5, Reason.NUDITY)).weight();
    double many = rank(strangers(200, Reason.NUDITY)).weight();
    double proven = rank(List.of(with(stranger(0, Reason.NUDITY), OFTEN_RIGHT))).weight();
    assertTrue(one < five && five < many && many < proven);
  }

  @Test
  void reporters_whoAreFewAmongManyPartners_raiseItLess() {
    List<Testimony> three = strangers(3, Reason.NUDITY);
    double ofThousand = CasePolicy.rank(three, OptionalLong.of(1_000)).weight();
    double ofTen = CasePolicy.rank(three, OptionalLong.of(10)).weight();
    assertTrue(ofThousand < ofTen);
    assertTrue(ofThousand >= rank(strangers(1, Reason.NUDITY)).weight());
  }

  @Test
  void reporter_whoIsMostlyWrong_isNotUrgentEvenWithViolence() {
    Rank wrong = rank(List.of(with(stranger(0, Reason.VIOLENCE), new Accuracy(1, 20))));
    assertFalse(wrong.urgent());
    assertTrue(rank(List.of(stranger(0, Reason.VIOLENCE))).urgent());
    assertTrue(rank(List.of(stranger(0, Reason.SELF_HARM))).urgent());
  }

  @Test
  void case_thatWaits_overtakesWhatIsALittleHeavierButNothingUrgent() {
    Rank spam = rank(strangers(1, Reason.SPAM));
    Rank harassment = rank(strangers(1, Reason.HARASSMENT));
    assertBefore(harassment, NOW, spam, NOW);
    assertBefore(spam, NOW.minus(Duration.ofDays(2)), harassment, NOW);
    assertBefore(rank(strangers(1, Reason.MINOR)), NOW, harassment, Instant.EPOCH);
  }

  @Test
  void priority_isInTheOrderOfTheScore() {
    Rank rank = new Rank(false, 10);
    assertEquals(10, rank.priority(NOW, NOW));
    assertEquals(12, rank.priority(NOW.minus(Duration.ofHours(2)), NOW));
    assertEquals(1_010, new Rank(true, 10).priority(NOW, NOW));
  }

  private static void assertBefore(Rank one, Instant opened, Rank other, Instant otherOpened) {
    assertTrue(one.score(opened) > other.score(otherOpened), one + " before " + other);
  }

  private static Rank rank(List<Testimony> testimonies) {
    return CasePolicy.rank(testimonies, OptionalLong.empty());
  }

  private static List<Testimony> strangers(int count, Reason reason) {
    return IntStream.range(0, count).mapToObj(i -> stranger(i, reason)).toList();
  }

  private static Testimony stranger(int i, Reason reason) {
    return testimony("d" + i, reason, "a" + i, "n" + i, LONG_AGO);
  }

  private static Testimony sameDevice(int i, Reason reason) {
    return testimony("d", reason, "a" + i, "n" + i, LONG_AGO);
  }

  private static Testimony sameAddress(int i, Reason reason) {
    return testimony("d" + i, reason, "a", "n", LONG_AGO);
  }

  private static Testimony sameNetwork(int i, Reason reason) {
    return testimony("d" + i, reason, "a" + i, "n", LONG_AGO);
  }

  private static Testimony burst(int i, Reason reason) {
    return testimony("d" + i, reason, "a" + i, "n" + i, NOW.minusSeconds(10L * i));
  }

  private static Testimony with(Testimony one, Accuracy accuracy) {
    return new Testimony(one.reporter(), one.reason(), one.at(), one.circumstances(), accuracy);
  }

  private static Testimony testimony(
      String device, Reason reason, String address, String network, Instant begun) {
    return new Testimony(
        new DeviceId(device),
        reason,
        NOW,
        new Circumstances(
            Optional.of(new AddressTag(address)),
            Optional.of(new AddressTag(network)),
            Optional.of(begun),
            Optional.empty(),
            OptionalLong.empty()),
        Accuracy.UNKNOWN);
  }
}
