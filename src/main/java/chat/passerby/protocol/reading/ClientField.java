package chat.passerby.protocol.reading;

import static chat.passerby.protocol.reading.TextRules.countedText;
import static chat.passerby.protocol.reading.TextRules.hexadecimal;
import static chat.passerby.protocol.reading.TextRules.languages;
import static chat.passerby.protocol.reading.TextRules.note;
import static chat.passerby.protocol.reading.TextRules.oneOf;
import static chat.passerby.protocol.reading.TextRules.room;
import static chat.passerby.protocol.reading.TextRules.snapshot;
import static chat.passerby.protocol.reading.TextRules.someText;
import static chat.passerby.protocol.reading.TextRules.text;
import static chat.passerby.protocol.reading.TextRules.texts;
import static chat.passerby.protocol.reading.ValueRules.candidate;
import static chat.passerby.protocol.reading.ValueRules.flag;
import static chat.passerby.protocol.reading.ValueRules.integer;
import static chat.passerby.protocol.reading.ValueRules.number;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.Limits;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.WireNamed;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every field of a client's frames but {@code type}. A field means the same in each frame that has
 * it.
 */
enum ClientField implements WireNamed {
  TOKEN("the token from POST /api/session, a string of 1 to 4096 characters", text(4096)),
  MODE("one of text, audio, video", oneOf(Mode.class)),
  INTERESTS(
      "a list of at most 10 strings of 1 to 32 characters, each with a visible one", texts(10, 32)),
  LANGUAGES("a list of at most 5 BCP 47 language tags", languages(5)),
  HOLD("true or false", flag()),
  ROOM("the room of your matched frame, as it stands there", room()),
  SDP("a session description, a string that is not empty", someText()),
  CANDIDATE("an RTCIceCandidateInit object, or null after the last one", candidate()),
  ID("a string of 1 to 64 characters", text(64)),
  TEXT("a string of 1 to 2000 characters, one of them visible", countedText(Limits.TEXT_CHARS)),
  ABOUT("the id of a message of this chat, a string of 1 to 64 characters", text(64)),
  AS("one of reply, reaction, question, sealed, opened", oneOf(ClientFrame.Relayed.As.class)),
  PROOF("64 hexadecimal digits in lower case", hexadecimal(64)),
  ACTIVE("true or false", flag()),
  REASON(
      "one of nudity, minor, harassment, spam, violence, self-harm, other",
      oneOf(ClientFrame.Report.Reason.class)),
  NOTE("a string of 1 to 500 characters, one of them visible", note(500)),
  SNAPSHOT("a data:image/jpeg;base64, URL of at most 48 KiB", snapshot()),
  ICE("one of host, srflx, prflx, relay, failed", oneOf(ClientFrame.Quality.Ice.class)),
  SETUP("milliseconds, a number from 0 to 600000", number(600_000)),
  RTT("milliseconds, a number from 0 to 60000", number(60_000)),
  LOSS("a share, a number from 0 to 1", number(1)),
  BITRATE("bits per second, a number from 0 to 10000000000", number(10e9)),
  STARS("a whole number from 1 to 5", integer(1, 5));

  private static final Map<String, ClientField> BY_WIRE_NAME = WireNamed.index(ClientField.class);

  private final String wireName;
  private final String expected;

  @SuppressWarnings("ImmutableEnumChecker") // A rule keeps nothing.
  private final FieldRule rule;

  ClientField(String expected, FieldRule rule) {
    this.wireName = WireNamed.super.wireName();
    this.expected = expected;
    this.rule = rule;
  }

  static @Nullable ClientField named(String wireName) {
    return BY_WIRE_NAME.get(wireName);
  }

  @Override
  public String wireName() {
    return wireName;
  }

  /** Returns what to send, fit to follow the word "send". */
  String expected() {
    return expected;
  }

  FieldRule rule() {
    return rule;
  }
}
