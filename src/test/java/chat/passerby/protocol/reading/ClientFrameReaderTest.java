package chat.passerby.protocol.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Find;
import chat.passerby.protocol.ClientFrame.Quality;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.ClientFrame.Report;
import chat.passerby.protocol.ErrorCode;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFrameReaderTest {
  private static final String SNAPSHOT = "data:image/jpeg;base64,";

  private final ClientFrameReader reader = new ClientFrameReader();

  @Test
  void frame_insideALongerArray_isReadFromThereOnly() throws BadFrameException {
    byte[] bytes = "}{\"type\":\"next\",\"room\":\"r\"}{\"type\":".getBytes(UTF_8);

    assertEquals(new ClientFrame.Next(new RoomId("r")), reader.read(bytes, 1, 26));
    assertThrows(BadFrameException.class, () -> reader.read(bytes, 1, 25));
    assertThrows(BadFrameException.class, () -> reader.read(bytes, 1, 27));
  }

  @Test
  void find_withItsModeOnly_hasEmptyCriteriaAndWidens() throws BadFrameException {
    assertEquals(
        new Find(Mode.TEXT, List.of(), List.of(), false), read("{'type':'find','mode':'text'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en",
        "EN-us",
        "i-klingon",
        "zh-cmn-Hans-CN",
        "x-own",
        "de-u-co-phonebk",
        "und",
        "es-419"
      })
  void languageTag_wellFormed_isKeptAsSent(String tag) throws BadFrameException {
    Find find = (Find) read("{'type':'find','mode':'text','languages':['" + tag + "']}");

    assertEquals(List.of(tag), find.languages());
  }

  @Test
  void lengths_atTheirLimits_areCountedInCodePoints() throws BadFrameException {
    String emoji = "😀";
    Find find = (Find) read("{'type':'find','mode':'text','interests':['%s']}", emoji.repeat(32));
    Relayed chat =
        (Relayed)
            read(
                "{'type':'chat','room':'%s','id':'%s','text':'%s'}",
                "r".repeat(64), emoji.repeat(64), emoji.repeat(2000));
    String url = SNAPSHOT + "/9j/" + "A".repeat(48 * 1024 - SNAPSHOT.length() - 6) + "=";
    Report report =
        (Report)
            read(
                "{'type':'report','room':'r','reason':'spam','note':'%s','snapshot':'%s'}",
                emoji.repeat(500), url);

    assertEquals(List.of(emoji.repeat(32)), find.interests());
    assertEquals(Optional.of(emoji.repeat(64)), chat.id());
    assertEquals(Optional.of(emoji.repeat(500)), report.note());
    assertEquals(Optional.of(url), report.snapshot());
  }

  @Test
  void chatText_ofEscapesOrHalfCharacters_isCountedAsTheyRead() throws BadFrameException {
    assertEquals(
        "chat",
        read("{'type':'chat','room':'r','id':'1','text':'%s'}", "\\u00e9".repeat(2000)).type());
    assertEquals(
        "chat",
        read("{'type':'chat','room':'r','id':'1','text':'%s'}", "\\ud83d".repeat(2000)).type());
    assertThrows(
        BadFrameException.class,
        () -> read("{'type':'chat','room':'r','id':'1','text':'%s'}", "\\ud83d".repeat(2001)));
  }

  @Test
  void sdp_nearlyAsLongAsAFrame_isAccepted() throws BadFrameException {
    assertEquals(
        new Relayed(Relayed.Kind.OFFER, new RoomId("r"), Optional.empty()),
        read("{'type':'offer','room':'r','sdp':'%s'}", "a=x\\r\\n".repeat(9000)));
  }

  @Test
  void quality_withFractions_isKeptToTheNanosecond() throws BadFrameException {
    assertEquals(
        new Quality(
            new RoomId("r"),
            Quality.Ice.RELAY,
            Duration.ofMinutes(10),
            Optional.of(Duration.ofNanos(1_500_001)),
            OptionalDouble.of(0),
            OptionalLong.of(10_000_000_000L)),
        read(
            "{'type':'quality','room':'r','ice':'relay','setup':6e5,'rtt':1.500001,'loss':-0.0,'bitrate':10000000000}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c080", "eda080", "f4908080", "ff", "e282"})
  void text_ofMalformedUtf8_isRefused(String hex) {
    byte[] frame =
        "{\"type\":\"chat\",\"room\":\"r\",\"id\":\"1\",\"text\":\"....\"}".getBytes(UTF_8);
    byte[] bad = HexFormat.of().parseHex(hex);
    System.arraycopy(bad, 0, frame, frame.length - 2 - bad.length, bad.length);

    BadFrameException refusal =
        assertThrows(BadFrameException.class, () -> reader.read(frame, 0, frame.length));

    assertEquals(ErrorCode.BAD_FRAME, refusal.code());
  }

  @Test
  void utf16_ofAValidFrame_isRefused() {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE, UTF_16)) {
      byte[] frame = " {\"type\":\"cancel\"}".getBytes(charset);
      byte[] within = ("{".repeat(8) + new String(frame, ISO_8859_1)).getBytes(ISO_8859_1);
      assertThrows(BadFrameException.class, () -> reader.read(frame, 0, frame.length));
      assertThrows(BadFrameException.class, () -> reader.read(within, 8, frame.length));
    }
  }

  @Test
  void frames_printed_showNothingThatAPersonWroteAndNoSecret() throws BadFrameException {
    for (String frame :
        List.of(
            "{'type':'hello','token':'SECRET'}",
            "{'type':'find','mode':'text','interests':['SECRET']}",
            "{'type':'chat','room':'r','id':'SECRET','text':'SECRET'}",
            "{'type':'report','room':'r','reason':'spam','note':'SECRET','snapshot':'"
                + SNAPSHOT
                + "SECRET=='}")) {
      assertFalse(read(frame).toString().contains("SECRET"), frame);
    }
  }

  @Test
  void refusal_ofAFrameWithSecrets_repeatsNoneOfThem() {
    for (String frame :
        List.of(
            "{'type':'SECRET'}",
            "{'type':'chat','room':'SECRET SECRET','id':'1','text':'SECRET'}",
            "{'type':'chat','room':'r','id':'1','text':'SECRET','SECRET SECRET':'SECRET'}",
            "{'type':'find','mode':'SECRET'}",
            "{'type':'hello','token':'SECRET'")) {
      BadFrameException refusal = assertThrows(BadFrameException.class, () -> read(frame));
      assertFalse(refusal.toString().contains("SECRET"), refusal.toString());
      assertFalse(refusal.toFrame().message().contains("SECRET"));
    }
  }

  @Test
  void refusal_asAFrame_carriesCodeMessageAndRef() {
    BadFrameException refusal =
        assertThrows(BadFrameException.class, () -> read("{'type':'find'}"));

    assertEquals(
        new ServerFrame.Error(
            ErrorCode.BAD_FRAME,
            "`mode` is missing: send one of text, audio, video.",
            Optional.of("find"),
            Optional.empty()),
        refusal.toFrame());
  }

  private ClientFrame read(String singleQuoted, Object... values) throws BadFrameException {
    byte[] utf8 = singleQuoted.replace('\'', '"').formatted(values).getBytes(UTF_8);
    return reader.read(utf8, 0, utf8.length);
  }
}
