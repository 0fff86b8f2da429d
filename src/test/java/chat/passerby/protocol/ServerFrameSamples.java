package chat.passerby.protocol;

import static java.util.Map.entry;

import chat.passerby.protocol.ServerFrame.Banned;
import chat.passerby.protocol.ServerFrame.Goaway;
import chat.passerby.protocol.ServerFrame.Idle;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.ServerFrame.Matched;
import chat.passerby.protocol.ServerFrame.Notice;
import chat.passerby.protocol.ServerFrame.Outcome;
import chat.passerby.protocol.ServerFrame.PartnerAway;
import chat.passerby.protocol.ServerFrame.PartnerBack;
import chat.passerby.protocol.ServerFrame.PartnerMuted;
import chat.passerby.protocol.ServerFrame.Reported;
import chat.passerby.protocol.ServerFrame.Rewound;
import chat.passerby.protocol.ServerFrame.Terms;
import chat.passerby.protocol.ServerFrame.Waiting;
import chat.passerby.protocol.ServerFrame.Waiting.Widening;
import chat.passerby.protocol.ServerFrame.Welcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server's own frames by the name of the golden that each must be written as. */
final class ServerFrameSamples {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final SessionId SESSION = new SessionId("s9Jk3LmN6pQr8TuVwXyZ2g");
  private static final RoomId ROOM = new RoomId("r7Hq2mZt0XcV5bN8kLwP1A");
  private static final RoomId OTHER_ROOM = new RoomId("Qe3yT6uI9oP1aS4dF7gH0w");
  private static final ReportId REPORT = new ReportId("p4Wd8fGh2JkL6zXc0VbN5w");
  private static final String APPEAL = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhcHBlYWwifQ.c2FtcGxl";
  private static final String CODE = "7K3QM-0XV9T";
  private static final SanctionId SANCTION = new SanctionId("b5Hq2mZt0XcV5bN8kLwP1A");
  private static final IceServer STUN =
      new IceServer(List.of("stun:stun.example.org:3478"), Optional.empty(), Optional.empty());
  private static final IceServer TURN =
      new IceServer(
          List.of(
              "turn:turn.example.org:3478?transport=udp",
              "turns:turn.example.org:5349?transport=tcp"),
          Optional.of("1767229200:s9Jk3LmN6pQr8TuVwXyZ2g"),
          Optional.of("c2FtcGxlLWNyZWRlbnRpYWw="));
  private static final Limits LIMITS =
      new Limits(Limits.FRAME_BYTES, Limits.TEXT_CHARS, 50, 20, Duration.ofSeconds(20));

  static final Map<String, ServerFrame> BY_GOLDEN =
      Map.ofEntries(
          entry(
              "error-held-by-rule",
              ServerFrame.HeldBack.byRule("m1", "Lütfen burada reklam yapma.")),
          entry("error-held-alike", ServerFrame.HeldBack.asAlike("m1")),
          entry(
              "error-text-only",
              new ServerFrame.Shielded(
                  ErrorCode.REFUSED,
                  "New chats are by text only for a while, until the time in until; search by"
                      + " text.",
                  "find",
                  ErrorCause.TEXT_ONLY,
                  START,
                  Optional.empty())),
          entry(
              "error-new-device",
              new ServerFrame.Shielded(
                  ErrorCode.RATE_LIMITED,
                  "Devices that are new here wait before each search, until the time in until;"
                      + " search again after retryAfter milliseconds.",
                  "next",
                  ErrorCause.NEW_DEVICE,
                  START,
                  Optional.of(Duration.ofSeconds(20)))),
          entry("welcome", welcome(1, Welcome.State.IDLE, Optional.empty(), STUN, TURN)),
          entry("welcome-waiting", welcome(2, Welcome.State.WAITING, Optional.empty())),
          entry(
              "welcome-chatting",
              welcome(3, Welcome.State.CHATTING, Optional.of(full(ROOM)), STUN, TURN)),
          entry("waiting", new Waiting(START, Optional.empty(), Optional.empty())),
          entry("waiting-estimate", waiting(4200, Widening.Drop.INTERESTS, 5)),
          entry("waiting-languages", waiting(8000, Widening.Drop.LANGUAGES, 10)),
          entry(
              "waiting-recent",
              new Waiting(
                  START, Optional.empty(), Optional.of(widening(Widening.Drop.RECENT, 30)))),
          entry("idle", new Idle()),
          entry("matched", matched(false, Mode.TEXT, List.of(), List.of())),
          entry("matched-audio", matched(true, Mode.AUDIO, List.of("jazz"), List.of(STUN))),
          entry("matched-video-full", full(ROOM)),
          entry("partner-away", new PartnerAway(ROOM, START.plusSeconds(20))),
          entry("partner-back", new PartnerBack(ROOM)),
          entry("left", new Left(ROOM, Left.Reason.NEXT)),
          entry("left-left", new Left(ROOM, Left.Reason.LEFT)),
          entry("left-gone", new Left(ROOM, Left.Reason.GONE)),
          entry("left-banned", new Left(ROOM, Left.Reason.BANNED)),
          entry("left-error", new Left(ROOM, Left.Reason.ERROR)),
          entry("rewound", new Rewound(full(OTHER_ROOM))),
          entry("reported", new Reported(REPORT)),
          entry("reported-help", new Reported(REPORT, List.of("Samaritans: 116 123"))),
          entry("outcome", new Outcome(REPORT, Outcome.Decision.ACTIONED)),
          entry("outcome-dismissed", new Outcome(REPORT, Outcome.Decision.DISMISSED)),
          entry("notice", new Notice(Notice.Kind.WARNING, "harassment")),
          entry("notice-muted", new Notice(Notice.Kind.MUTED, "spam")),
          entry(
              "notice-media-muted",
              new Notice(Notice.Kind.MEDIA_MUTED, "nudity", terms(Optional.of(START)))),
          entry(
              "notice-cooldown",
              new Notice(Notice.Kind.COOLDOWN, "spam", terms(Optional.of(START)))),
          entry(
              "notice-restricted",
              new Notice(Notice.Kind.RESTRICTED, "harassment", terms(Optional.empty()))),
          entry(
              "notice-lifted",
              new Notice(
                  Notice.Kind.LIFTED,
                  "spam",
                  Optional.of(
                      new Terms(SANCTION, Optional.empty(), Optional.empty(), Optional.empty())))),
          entry("partner-muted", new PartnerMuted(ROOM, true)),
          entry("partner-muted-no-more", new PartnerMuted(ROOM, false)),
          entry(
              "banned-with-code",
              new Banned("spam", Optional.of(START), APPEAL, Optional.of(CODE))),
          entry(
              "banned", new Banned("nudity", Optional.of(START.plus(Duration.ofDays(1))), APPEAL)),
          entry("banned-forever", new Banned("minor", Optional.empty(), APPEAL)),
          entry("goaway", new Goaway(Duration.ofMillis(1500))),
          entry(
              "error",
              new ServerFrame.Error(
                  ErrorCode.BAD_FRAME,
                  "The frame is not one JSON object in UTF-8.",
                  Optional.empty(),
                  Optional.empty())),
          error(ErrorCode.BAD_FRAME, "`mode` is missing: send one of text, audio, video.", "find"),
          error(
              ErrorCode.TOO_LONG,
              "`text` is too long: send a string of 1 to 2000 characters, one of them visible.",
              "m1"),
          error(ErrorCode.STALE_ROOM, "That chat is over.", "typing"),
          error(ErrorCode.WRONG_STATE, "You are in a chat: leave it first.", "find"),
          error(
              ErrorCode.PARTNER_AWAY,
              "Your partner is away: send it again when they are back.",
              "m2"),
          error(
              ErrorCode.RATE_LIMITED,
              "Too many frames: wait before sending more.",
              "next",
              Duration.ofSeconds(3)),
          error(
              ErrorCode.UNAVAILABLE,
              "Nobody can be found right now: try again soon.",
              "find",
              Duration.ofSeconds(2)),
          error(ErrorCode.REFUSED, "This server does not take reports yet.", "report"));

  private ServerFrameSamples() {}

  private static Welcome welcome(
      long epoch, Welcome.State state, Optional<Matched> room, IceServer... iceServers) {
    return new Welcome(SESSION, epoch, state, room, List.of(iceServers), LIMITS);
  }

  private static Waiting waiting(long estimateMillis, Widening.Drop drops, long afterSeconds) {
    return new Waiting(
        START,
        Optional.of(Duration.ofMillis(estimateMillis)),
        Optional.of(widening(drops, afterSeconds)));
  }

  private static Widening widening(Widening.Drop drops, long afterSeconds) {
    return new Widening(drops, START.plusSeconds(afterSeconds));
  }

  private static Matched matched(
      boolean polite, Mode mode, List<String> interests, List<IceServer> iceServers) {
    return new Matched(OTHER_ROOM, polite, mode, interests, Optional.empty(), iceServers);
  }

  private static Matched full(RoomId room) {
    return new Matched(
        room, true, Mode.VIDEO, List.of("chess", "登山"), Optional.of("pt-BR"), List.of(STUN, TURN));
  }

  private static Map.Entry<String, ServerFrame> error(ErrorCode code, String message, String ref) {
    return entry(
        "error-" + code.wireName(),
        new ServerFrame.Error(code, message, Optional.of(ref), Optional.empty()));
  }

  private static Map.Entry<String, ServerFrame> error(
      ErrorCode code, String message, String ref, Duration retryAfter) {
    return entry(
        "error-" + code.wireName(),
        new ServerFrame.Error(code, message, Optional.of(ref), Optional.of(retryAfter)));
  }

  private static Optional<Terms> terms(Optional<Instant> until) {
    return Optional.of(new Terms(SANCTION, until, Optional.of(APPEAL), Optional.of(CODE)));
  }
}
