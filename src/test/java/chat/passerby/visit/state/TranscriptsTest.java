package chat.passerby.visit.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.Utterance;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.RoomId;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptsTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);
  private static final RoomId ROOM = new RoomId("room");

  private final Transcripts transcripts = new Transcripts();

  @Test
  void frames_otherThanTexts_areNotKept() {
    for (Kind kind : Kind.values()) {
      transcripts.add(ROOM, kind, Optional.of("1"), frame("said"), false, NOW);
    }
    assertEquals(List.of(new Utterance(NOW, false, "said")), transcripts.of(ROOM));
  }

  @Test
  void text_spelledInAnyWay_isReadWhenItIsAskedFor() {
    List<String> frames =
        List.of(
            "{\"type\":\"chat\",\"id\":\"text\",\"text\":\"say \\\"text\\\":\\u00e9\"}",
            "{ \"text\" :\t\"say \\u0022text\\\": é\" , \"room\":\"a\"}",
            "{\"\\u0074ext\":\"by another name\",\"type\":\"chat\"}",
            "{\"text\":\"a backslash \\\\\",\"type\":\"chat\"}");
    for (int i = 0; i < frames.size(); i++) {
      transcripts.add(
          ROOM, Kind.CHAT, Optional.of("" + i), Buffer.buffer(frames.get(i)), true, NOW);
    }
    assertEquals(
        List.of("say \"text\":é", "say \"text\": é", "by another name", "a backslash \\"),
        transcripts.of(ROOM).stream().map(Utterance::text).toList());
  }

  @Test
  void text_ofBytesThatCannotBeRead_isNotReadBeforeItIsAskedFor() {
    Buffer frame = Buffer.buffer("{\"text\":\"\\x is no escape\"}");
    transcripts.add(ROOM, Kind.CHAT, Optional.of("1"), frame, true, NOW);
    assertEquals(1, transcripts.of(ROOM).size());
    assertEquals("", transcripts.of(ROOM).getFirst().text());
  }

  @Test
  void text_spelledLongerThanItsShare_isKeptInFullWhenItIsNot() {
    String text = "é".repeat(1_000);
    transcripts.add(ROOM, Kind.CHAT, Optional.of("1"), frame("\\u00e9".repeat(1_000)), true, NOW);
    assertEquals(List.of(new Utterance(NOW, true, text)), transcripts.of(ROOM));
    transcripts.add(ROOM, Kind.CHAT, Optional.of("2"), frame("😀".repeat(1_100)), true, NOW);
    assertEquals(1, transcripts.of(ROOM).size());
    assertTrue(transcripts.of(ROOM).getFirst().text().length() >= 2_000);
  }

  @Test
  void chat_overForTenMinutes_isForgotten() {
    say(ROOM, "1", "said");
    Instant last = NOW.plus(PastRooms.MEMORY);
    transcripts.sweep(Optional.empty(), last);
    assertEquals(1, transcripts.of(ROOM).size());
    transcripts.sweep(Optional.of(ROOM), last.plus(Duration.ofDays(1)));
    assertEquals(1, transcripts.of(ROOM).size(), "the chat goes on in silence");
    transcripts.sweep(Optional.empty(), last.plusMillis(1));
    assertEquals(List.of(), transcripts.of(ROOM));
  }

  @Test
  void chats_many_areBoundedTogetherAndTheLastIsWhole() {
    for (int chat = 0; chat < 100; chat++) {
      for (int i = 0; i < 50; i++) {
        say(new RoomId("room" + chat), "" + i, "x".repeat(100));
      }
    }
    int kept = 0;
    for (int chat = 0; chat < 100; chat++) {
      kept += transcripts.of(new RoomId("room" + chat)).size() * 100;
    }
    assertTrue(kept <= Transcripts.MAX_BYTES, kept + " bytes");
    assertEquals(31, transcripts.of(new RoomId("room99")).size());
    assertEquals(31, transcripts.of(new RoomId("room98")).size());
    assertEquals(List.of(), transcripts.of(new RoomId("room0")));
  }

  private void say(RoomId room, String id, String text) {
    transcripts.add(room, Kind.CHAT, Optional.of(id), frame(text), false, NOW);
  }

  private static Buffer frame(String text) {
    return Buffer.buffer("{\"type\":\"chat\",\"text\":\"" + text + "\"}");
  }
}
