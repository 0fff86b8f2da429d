package chat.passerby.moderation.spam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.settings.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenerSketcherTest {
  private static final String ORIGINAL =
      "hey im jessica 19 f, lets talk on my page with the pictures, write jess_x92";

  private final OpenerSketcher sketcher =
      new OpenerSketcher(Secret.of("a secret that only tests know"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hey Im Jessica 22 F, lets talk on my page with the pictures, write jess_x92",
        "hey  im jessica 7 f - lets talk on my page with the pictures!!! write jess_x17",
        "hеy im jеssicа 19 f, lеts tаlk on my pаgе with thе pictures, write jess_x92",
        "h e y im jessica 19 f, l e t s talk on my page with the p.i.c.t.u.r.e.s, write jess_x92",
        "𝗵𝗲𝘆 𝗶𝗺 𝗷𝗲𝘀𝘀𝗶𝗰𝗮 19 f, lets talk on my page with the pictures, write jess_x92",
      })
  void opener_inOtherLettersSpacesOrNumbers_hasTheSameSketch(String other) {
    assertEquals(sketch(ORIGINAL).bands(), sketch(other).bands());
    assertTrue(sketch(other).lure());
  }

  @Test
  void opener_isDisguisedByLettersOfOtherAlphabetsHiddenOnesAndSpelledOutWords() {
    for (String text :
        List.of(
            "write me on tel\u0435gram, my name there is a secret",
            "write me on tele\u200Bgram, my name there is a secret",
            "write me on t-e-l-e-g-r-a-m, my name there is a secret")) {
      assertTrue(sketcher.sketch(text).orElseThrow().disguised(), text);
    }
    for (String text :
        List.of(
            "write me on telegram, my name there is jess_x92",
            "напиши мне в telegram, там меня зовут иначе, https://t.me/x")) {
      assertFalse(sketcher.sketch(text).orElseThrow().disguised(), text);
    }
  }

  @Test
  void opener_withOtherWordsAroundTheSame_hasSomeBandsInCommon() {
    assertTrue(
        common(
                ORIGINAL,
                "hello im jessica, lets talk on my page with the pictures, write jess_x92 now")
            >= 2);
  }

  @Test
  void opener_thatIsAnother_hasNone() {
    assertEquals(
        0,
        common(ORIGINAL, "what do you think of the new album, I listen to it all day @albumfan"));
  }

  @Test
  void sketch_withAnotherSecret_isAnother() {
    OpenerSketcher other = new OpenerSketcher(Secret.of("another secret of the tests"));
    assertNotEquals(sketch(ORIGINAL).bands(), other.sketch(ORIGINAL).orElseThrow().bands());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hi", "hey, how are you?", "m or f? asl", "", "😀😀😀", "123 456"})
  void opener_thatIsShort_isNotLookedAt(String text) {
    assertEquals(Optional.empty(), sketcher.sketch(text));
  }

  @ParameterizedTest
  @CsvSource({
    "look at https://example.org/x, true",
    "look at www.example, true",
    "mypage.com, true",
    "mypage . com/girl, true",
    "my page dot com, true",
    "t.me/x, true",
    "add @jess now, true",
    "kik jess_19, true",
    "snap jessica92x, true",
    "call +44 20 7946 0000, true",
    "go to bіt.lу now, true",
    "go to b\u200Bit now, true",
    "see b.i.t.l.y now, true",
    "see m y p a g e now, true",
    "привет как дела, false",
    "γεια σου, false",
    "i m a b, false",
    "hello.how are you, false",
    "ok.it is fine, false",
    "i am 25 from london, false",
    "gta5 or cod4?, false",
    "its 10.30 here, false",
    "m@ybe, false"
  })
  void lure_isToldFromTalk(String text, boolean lure) {
    assertEquals(lure, Lures.isIn(text), text);
  }

  private int common(String one, String other) {
    Set<Long> bands = new HashSet<>(sketch(one).bands());
    bands.retainAll(sketch(other).bands());
    return bands.size();
  }

  private Opener sketch(String text) {
    return sketcher.sketch(text).orElseThrow();
  }
}
