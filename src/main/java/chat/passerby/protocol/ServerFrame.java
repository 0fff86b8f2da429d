package chat.passerby.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A frame from the server that is its own, as opposed to a partner's frame passed on. What people
 * wrote, and every secret, is left out of {@code toString}.
 */
public sealed interface ServerFrame {
  /** Returns the frame's {@code type} on the wire. */
  default String type() {
    return switch (this) {
      case Welcome welcome -> "welcome";
      case Waiting waiting -> "waiting";
      case Idle idle -> "idle";
      case Matched matched -> "matched";
      case PartnerAway away -> "partner-away";
      case PartnerBack back -> "partner-back";
      case Left left -> "left";
      case Rewound rewound -> "rewound";
      case Reported reported -> "reported";
      case Outcome outcome -> "outcome";
      case Notice notice -> "notice";
      case Banned banned -> "banned";
      case PartnerMuted muted -> "partner-muted";
      case Goaway goaway -> "goaway";
      case Error error -> "error";
      case HeldBack held -> "error";
      case Shielded shielded -> "error";
    };
  }

  /**
   * Answers {@code hello}: the session is here.
   *
   * @param epoch how often the session has said hello; an older epoch's connection no longer counts
   * @param room the chat that goes on, exactly when the state is chatting
   */
  record Welcome(
      SessionId session,
      long epoch,
      State state,
      Optional<Matched> room,
      List<IceServer> iceServers,
      Limits limits)
      implements ServerFrame {
    /** Where a session stands. */
    public enum State implements WireNamed {
      /** Neither waiting nor in a room. */
      IDLE,
      /** In the queue. */
      WAITING,
      /** In a room. */
      CHATTING
    }

    public Welcome {
      iceServers = List.copyOf(iceServers);
    }
  }

  /**
   * The session waits for a partner.
   *
   * @param since when it began to, which is its place in the queue
   * @param estimate how long the wait may be expected to last from now on, when that is known: the
   *     number waiting in the lane, this one included, divided by the rate at which persons meet
   *     somebody there (Little's law)
   * @param widening what is given up next, unless the criteria are held or as wide as they get
   */
  record Waiting(Instant since, Optional<Duration> estimate, Optional<Widening> widening)
      implements ServerFrame {
    /**
     * The next step that admits more partners.
     *
     * @param at when it is taken
     */
    public record Widening(Drop drops, Instant at) {
      /** A criterion that is given up. */
      public enum Drop implements WireNamed {
        /** Shared interests are no longer asked for. */
        INTERESTS,
        /** A shared language is no longer asked for. */
        LANGUAGES,
        /** Recent partners may come again. */
        RECENT
      }
    }
  }

  /** Answers {@code cancel} and {@code leave}. */
  record Idle() implements ServerFrame {}

  /**
   * Two have met.
   *
   * @param polite the part in perfect negotiation; the one who is not polite sends the first offer
   * @param interests those that both named
   * @param language a tag that both named
   */
  record Matched(
      RoomId room,
      boolean polite,
      Mode mode,
      List<String> interests,
      Optional<String> language,
      List<IceServer> iceServers)
      implements ServerFrame {
    public Matched {
      interests = List.copyOf(interests);
      iceServers = List.copyOf(iceServers);
    }

    @Override
    public String toString() {
      return "Matched[room=%s, polite=%s, mode=%s, interests=%d, language=%s, iceServers=%s]"
          .formatted(room, polite, mode, interests.size(), language, iceServers);
    }
  }

  /**
   * The partner's connection dropped.
   *
   * @param until when the chat ends, unless the partner comes back first
   */
  record PartnerAway(RoomId room, Instant until) implements ServerFrame {}

  /** The partner came back. */
  record PartnerBack(RoomId room) implements ServerFrame {}

  /** The chat is over; sent once per room and side. */
  record Left(RoomId room, Reason reason) implements ServerFrame {
    /** Why a chat is over. */
    public enum Reason implements WireNamed {
      /** One of the two pressed next. */
      NEXT,
      /** One of the two left. */
      LEFT,
      /** One of the two dropped and did not come back in time. */
      GONE,
      /** One of the two was banned. */
      BANNED,
      /** The server could not keep the room. */
      ERROR
    }
  }

  /** Both asked to meet again, and do, in a new room. */
  record Rewound(Matched match) implements ServerFrame {}

  /**
   * A report has been taken.
   *
   * @param help help lines, for whoever reports that somebody hurts themselves
   */
  record Reported(ReportId report, List<String> help) implements ServerFrame {
    public Reported {
      help = List.copyOf(help);
    }

    /** A receipt without help lines. */
    public Reported(ReportId report) {
      this(report, List.of());
    }
  }

  /** A report has been decided. */
  record Outcome(ReportId report, Decision outcome) implements ServerFrame {
    /** What became of a report. */
    public enum Decision implements WireNamed {
      /** Something was done about the reported one. */
      ACTIONED,
      /** Nothing was done. */
      DISMISSED
    }
  }

  /**
   * A moderator's step short of a ban.
   *
   * @param reason a short category, such as {@code spam}
   * @param terms what it is, for how long, and how to appeal
   */
  record Notice(Kind kind, String reason, Optional<Terms> terms) implements ServerFrame {
    /** The step that was taken. */
    public enum Kind implements WireNamed {
      /** A warning, without further effect. */
      WARNING,
      /** Messages of this session no longer reach its partners. */
      MUTED,
      /** Camera and microphone of this session no longer reach its partners. */
      MEDIA_MUTED,
      /** This session finds no new partner for a while. */
      COOLDOWN,
      /** This session meets only others who are restricted. */
      RESTRICTED,
      /** An earlier step holds no more, before its time. */
      LIFTED
    }

    /** A step of which no more is told. */
    public Notice(Kind kind, String reason) {
      this(kind, reason, Optional.empty());
    }
  }

  /**
   * What there is to know of a step against a session.
   *
   * @param until when it ends, if it does
   * @param appeal the token with which to appeal; none when there is nothing to appeal against
   * @param code the same for a person to write down
   */
  record Terms(
      SanctionId sanction,
      Optional<Instant> until,
      Optional<String> appeal,
      Optional<String> code) {
    @Override
    public String toString() {
      return "Terms[sanction=%s, until=%s, appeal=[redacted]]".formatted(sanction, until);
    }
  }

  /**
   * A moderator has muted the partner's camera and microphone, or allowed them again. Pages send
   * those to each other, so the page itself stops showing and playing them.
   */
  record PartnerMuted(RoomId room, boolean muted) implements ServerFrame {}

  /**
   * The session is banned; {@link CloseCode#BANNED} follows.
   *
   * @param reason a short category, such as {@code spam}
   * @param until when the ban ends, if it does
   * @param appeal the token with which to appeal
   * @param code the same for a person to write down
   */
  record Banned(String reason, Optional<Instant> until, String appeal, Optional<String> code)
      implements ServerFrame {
    /** A ban without a code. */
    public Banned(String reason, Optional<Instant> until, String appeal) {
      this(reason, until, appeal, Optional.empty());
    }

    @Override
    public String toString() {
      return "Banned[reason=%s, until=%s, appeal=[redacted]]".formatted(reason, until);
    }
  }

  /**
   * This node is going.
   *
   * @param after how long to wait before reconnecting
   */
  record Goaway(Duration after) implements ServerFrame {}

  /**
   * A frame was not acted on.
   *
   * @param message an English sentence for whoever writes the client; it repeats nothing that a
   *     person wrote
   * @param ref what it answers: the id of a chat, else the type of the frame, if there was one
   * @param retryAfter how long to wait before sending the frame again, when that helps
   */
  @SuppressWarnings("JavaLangClash") // The protocol's own word.
  record Error(ErrorCode code, String message, Optional<String> ref, Optional<Duration> retryAfter)
      implements ServerFrame {
    @Override
    public String toString() {
      return "Error[code=%s, message=%s, ref=[redacted], retryAfter=%s]"
          .formatted(code, message, retryAfter);
    }
  }

  /**
   * A chat was held back as spam: an {@code error} with the code {@code refused}.
   *
   * @param message as in {@link Error}
   * @param ref the chat's id
   * @param explanation what the operator's rule says to its sender
   */
  record HeldBack(String message, String ref, ErrorCause cause, Optional<String> explanation)
      implements ServerFrame {
    /** By a rule, whose explanation is in the language of the chat where it has one. */
    public static HeldBack byRule(String ref, String explanation) {
      return new HeldBack(
          "A rule of this site holds this message back; explanation is for its sender.",
          ref,
          ErrorCause.WORD_RULE,
          Optional.of(explanation));
    }

    /** Since the like was sent to many. */
    public static HeldBack asAlike(String ref) {
      return new HeldBack(
          "Messages like this were sent to many people; this one was held back.",
          ref,
          ErrorCause.ALIKE,
          Optional.empty());
    }

    @Override
    public String toString() {
      return "HeldBack[ref=[redacted], cause=%s]".formatted(cause);
    }
  }

  /**
   * A search is refused or put off for now, since the moderators have raised the shield: an {@code
   * error}.
   *
   * @param until when the shield ends
   * @param retryAfter how long to wait before sending the frame again, when that helps
   */
  record Shielded(
      ErrorCode code,
      String message,
      String ref,
      ErrorCause cause,
      Instant until,
      Optional<Duration> retryAfter)
      implements ServerFrame {}
}
