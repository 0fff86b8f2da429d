package chat.passerby.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both sides of a chat remember as much of it as they have room for, each at its own time. */
class TranscriptMarksTest {
  @Test
  void sides_thatSawTheSame_agree() {
    assertTrue(agree("a> b> c<", "a< b< c>"));
    assertTrue(agree("a> c< b>", "c> a< b<"), "they crossed");
    assertTrue(agree("", ""));
  }

  @Test
  void side_thatForgotTheOldest_agrees() {
    assertTrue(agree("c> d>", "a< b< c< d<"));
    assertTrue(agree("a> b> c> d>", "c< d<"));
    assertTrue(agree("x> ok>", "ok< x< ok<"), "said twice");
  }

  @Test
  void texts_ofTheLastMoment_mayBeMissing() {
    assertTrue(agree("a> b> c>", "a< b<"), "not there yet");
    assertTrue(agree("a>", ""));
    assertTrue(agree("b> c> d>", "a< b< c<"));
  }

  @Test
  void text_thatNeverArrived_isNotHeldAgainstAnybody() {
    assertTrue(agree("a> lost> c>", "a< c<"));
  }

  @Test
  void text_thatOnlyOneSideSaw_isADisagreement() {
    assertFalse(agree("a> x<", "a<"), "put into the partner's mouth");
    assertFalse(agree("a> b>", "a< forged< b<"));
    assertFalse(agree("a> b>", "b< a<"), "in another order");
    assertFalse(agree("a> b> c>", "b< a< c<"), "in another order");
    assertFalse(agree("a>", "forged<"));
    assertFalse(agree("a> b> c>", "x< y<"));
  }

  @Test
  void marks_packed_areReadAgain() {
    TranscriptMarks marks = marks("a> b< c>");
    assertEquals(marks, TranscriptMarks.unpack(marks.pack()));
    assertFalse(marks.isEmpty());
    assertTrue(marks("").isEmpty());
  }

  private static boolean agree(String one, String other) {
    boolean agree = marks(one).agrees(marks(other));
    assertEquals(agree, marks(other).agrees(marks(one)), "from either side");
    return agree;
  }

  /** Texts, each with {@code >} when one says it and {@code <} when the partner does. */
  private static TranscriptMarks marks(String texts) {
    List<Utterance> all =
        Stream.of(texts.split(" "))
            .filter(each -> !each.isEmpty())
            .map(
                each ->
                    new Utterance(
                        Reports.NOW, each.endsWith("<"), each.substring(0, each.length() - 1)))
            .toList();
    return TranscriptMarks.of(all);
  }
}
