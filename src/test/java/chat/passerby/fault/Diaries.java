package chat.passerby.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.fault.Violation.Kind;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Three visitors' diaries, and what the checker finds in them. */
abstract class Diaries {
  static final long END = 100_000;
  static final Duration GRACE = Duration.ofSeconds(20);

  final Diary ann = new Diary("ann");
  final Diary bob = new Diary("bob");
  final Diary cid = new Diary("cid");

  List<Kind> found(List<Fault.Done> faults, Diary... diaries) {
    return new FaultChecker(GRACE)
            .check(List.of(diaries).stream().map(Diary::record).toList(), faults, END)
            .violations()
            .stream()
            .map(Violation::kind)
            .distinct()
            .toList();
  }

  void assertFound(Kind kind, Diary... diaries) {
    assertEquals(List.of(kind), found(List.of(), diaries));
  }

  void assertClean(Diary... diaries) {
    assertEquals(List.of(), found(List.of(), diaries));
  }

  /** Both are welcomed and in a room to the end, unless a test goes on. */
  void meet() {
    both(diary -> diary.at(1_000).comes("n1").finds().matched("r"));
  }

  void both(Consumer<Diary> action) {
    action.accept(ann);
    action.accept(bob);
  }

  void part() {
    both(diary -> diary.at(60_000));
    ann.sends("next", "r").left("r", "next").matched("r2");
    bob.left("r", "next").finds().matched("r2");
  }
}
