package chat.passerby.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

  private final Transcript transcript = new Transcript();

  @Test
  void texts_few_areAllKeptInOrder() {
    transcript.add("1", said("hello"));
    transcript.add("1", heard("hi"));
    transcript.add("2", said("who are you?"));
    assertEquals(
        List.of(said("hello"), heard("hi"), said("who are you?")), transcript.utterances());
  }

  @Test
  void text_sentAgain_isKeptOnce() {
    transcript.add("1", said("hello"));
    transcript.add("1", heard("another's first"));
    transcript.add("1", said("hello"));
    assertEquals(2, transcript.utterances().size());
  }

  @Test
  void texts_many_areTheLastOnes() {
    for (int i = 0; i < 10_000; i++) {
      transcript.add("" + i, said("text " + i));
      assertTrue(transcript.bytes() <= Transcript.MAX_BYTES);
    }
    List<Utterance> kept = transcript.utterances();
    assertEquals("text 9999", kept.getLast().text());
    assertEquals("text " + (10_000 - kept.size()), kept.getFirst().text());
    assertTrue(kept.size() > 50, () -> kept.size() + " texts");
  }

  @Test
  void texts_tiny_areBoundedAsWell() {
    for (int i = 0; i < 10_000; i++) {
      transcript.add("" + i, said("x"));
    }
    assertTrue(transcript.utterances().size() <= Transcript.SIDE_BYTES / Transcript.OVERHEAD_BYTES);
  }

  @Test
  void texts_longOfOneSide_pushOutNothingOfTheOther() {
    transcript.add("1", heard("an insult"));
    for (int i = 0; i < 3; i++) {
      transcript.add("" + i, said("x".repeat(2_000)));
    }
    assertEquals("an insult", transcript.utterances().getFirst().text());
    assertEquals("x".repeat(2_000), transcript.utterances().getLast().text());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void flood_ofOneSide_leavesTheShareOfTheOtherAsItWas(boolean byPartner) {
    List<Utterance> quiet =
        IntStream.range(0, 30).mapToObj(i -> text(!byPartner, "quiet " + "é".repeat(i))).toList();
    List<Utterance> loud = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      if (i % 100 == 0 && i / 100 < quiet.size()) {
        transcript.add("" + i, quiet.get(i / 100));
      }
      loud.add(text(byPartner, "loud " + i + "!".repeat(i % 2_000)));
      transcript.add("" + i, loud.getLast());
      assertTrue(transcript.bytes() <= Transcript.MAX_BYTES);
    }
    List<Utterance> kept = transcript.utterances();
    assertEquals(quiet, kept.stream().filter(quiet::contains).toList());
    List<Utterance> last = kept.stream().filter(text -> text.byPartner() == byPartner).toList();
    assertFalse(last.isEmpty());
    assertEquals(loud.subList(loud.size() - last.size(), loud.size()), last);
  }

  @Test
  void text_longerThanItsShare_isCutBetweenCharacters() {
    transcript.add("1", said("before"));
    transcript.add("2", said("x" + "😀".repeat(2_000)));
    List<Utterance> kept = transcript.utterances();
    assertEquals(1, kept.size());
    String text = kept.getFirst().text();
    int bytes = text.getBytes(UTF_8).length;
    assertTrue(bytes <= Transcript.SIDE_BYTES - Transcript.OVERHEAD_BYTES, () -> bytes + " bytes");
    assertTrue(bytes > Transcript.SIDE_BYTES - Transcript.OVERHEAD_BYTES - 4, () -> bytes + "");
    assertTrue(text.endsWith("😀"), "it ends in half a character");
  }

  @Test
  void utterance_printed_doesNotSayWhatWasSaid() {
    assertFalse(said("a secret").toString().contains("secret"));
  }

  private static Utterance said(String text) {
    return text(false, text);
  }

  private static Utterance heard(String text) {
    return text(true, text);
  }

  private static Utterance text(boolean byPartner, String text) {
    return new Utterance(NOW, byPartner, text);
  }
}
