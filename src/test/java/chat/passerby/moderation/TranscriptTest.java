package chat.passerby.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    assertTrue(transcript.utterances().size() <= Transcript.MAX_BYTES / Transcript.OVERHEAD_BYTES);
  }

  @Test
  void text_longerThanAllThatIsKept_isCutBetweenCharacters() {
    transcript.add("1", said("before"));
    transcript.add("2", said("x" + "😀".repeat(2_000)));
    List<Utterance> kept = transcript.utterances();
    assertEquals(1, kept.size());
    String text = kept.getFirst().text();
    int bytes = text.getBytes(UTF_8).length;
    assertTrue(bytes <= Transcript.MAX_BYTES - Transcript.OVERHEAD_BYTES, () -> bytes + " bytes");
    assertTrue(bytes > Transcript.MAX_BYTES - Transcript.OVERHEAD_BYTES - 4, () -> bytes + "");
    assertTrue(text.endsWith("😀"), "it ends in half a character");
  }

  @Test
  void utterance_printed_doesNotSayWhatWasSaid() {
    assertFalse(said("a secret").toString().contains("secret"));
  }

  private static Utterance said(String text) {
    return new Utterance(NOW, false, text);
  }

  private static Utterance heard(String text) {
    return new Utterance(NOW, true, text);
  }
}
