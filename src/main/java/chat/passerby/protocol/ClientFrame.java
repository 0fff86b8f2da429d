package chat.passerby.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A frame from a client, checked and understood. What people wrote, and every secret, is left out
 * of {@code toString}.
 *
 * <p>Lengths of texts are in Unicode code points.
 */
public sealed interface ClientFrame {
  /** Returns the frame's {@code type} on the wire. */
  default String type() {
    return switch (this) {
      case Hello hello -> "hello";
      case Find find -> "find";
      case Cancel cancel -> "cancel";
      case Next next -> "next";
      case Leave leave -> "leave";
      case Relayed relayed -> relayed.kind().wireName();
      case Rewind rewind -> "rewind";
      case Block block -> "block";
      case Report report -> "report";
      case Quality quality -> "quality";
      case Rate rate -> "rate";
    };
  }

  /**
   * Returns what an {@code error} that answers this frame has in {@code ref}: a chat's id, else the
   * type.
   */
  default String ref() {
    return type();
  }

  /** A frame that concerns one chat and is dropped when that is not the sender's current one. */
  sealed interface InRoom extends ClientFrame {
    /** Returns the room the client believes it is in. */
    RoomId room();
  }

  /**
   * Opens the conversation, or takes it up again after the connection dropped.
   *
   * @param token the session's JWT, 1 to 4096 characters, not yet verified
   */
  record Hello(String token) implements ClientFrame {
    @Override
    public String toString() {
      return "Hello[token=[redacted]]";
    }
  }

  /**
   * Asks for a partner; while waiting, changes the criteria and keeps the place.
   *
   * @param interests at most 10 of 1 to 32 characters, as typed: neither trimmed nor folded
   * @param languages at most 5 well-formed BCP 47 tags, as sent: compare them without regard to
   *     case
   * @param hold whether the criteria are never to widen
   */
  record Find(Mode mode, List<String> interests, List<String> languages, boolean hold)
      implements ClientFrame {
    public Find {
      interests = List.copyOf(interests);
      languages = List.copyOf(languages);
    }

    @Override
    public String toString() {
      return "Find[mode=%s, interests=%d, languages=%s, hold=%s]"
          .formatted(mode, interests.size(), languages, hold);
    }
  }

  /** Stops waiting. */
  record Cancel() implements ClientFrame {}

  /** Leaves this room and waits again with the same criteria. */
  record Next(RoomId room) implements InRoom {}

  /** Leaves this room and is idle. */
  record Leave(RoomId room) implements InRoom {}

  /**
   * A frame for the partner. Its content was checked and is not kept here: the caller passes on the
   * bytes it read.
   *
   * @param id the message's id, chosen by its sender, 1 to 64 characters; there for chat and ack
   *     only
   */
  record Relayed(Kind kind, RoomId room, Optional<String> id) implements InRoom {
    /** What a message is beside its text. A client that does not know it shows the text alone. */
    public enum As implements WireNamed {
      /** It answers one message. */
      REPLY,
      /** One sign about one message. */
      REACTION,
      /** A question that both answer at the same moment. */
      QUESTION,
      /** The answer is written and sealed: the hash of it and of a salt. */
      SEALED,
      /** The sealed answer, with its salt. */
      OPENED
    }

    /** The frames that go to the partner byte for byte. */
    public enum Kind implements WireNamed {
      /** A session description that opens a negotiation. */
      OFFER,
      /** The session description that answers one. */
      ANSWER,
      /** An ICE candidate, or null after the last one. */
      CANDIDATE,
      /** A message. */
      CHAT,
      /** A message has been shown. */
      ACK,
      /** The sender began or stopped typing. */
      TYPING,
      /** The sender consents to unblurred video. */
      REVEAL
    }

    @Override
    public String ref() {
      return kind == Kind.CHAT ? id.orElseGet(this::type) : type();
    }

    @Override
    public String toString() {
      return "Relayed[kind=%s, room=%s, id=[redacted]]".formatted(kind, room);
    }
  }

  /** Asks to meet once more the partner of a chat that has just ended. */
  record Rewind(RoomId room) implements InRoom {}

  /** Asks never to be matched with this partner's device again. */
  record Block(RoomId room) implements InRoom {}

  /**
   * Tells the moderators about the partner.
   *
   * @param note at most 500 characters
   * @param snapshot a {@code data:image/jpeg;base64,} URL of at most 48 KiB
   */
  record Report(RoomId room, Reason reason, Optional<String> note, Optional<String> snapshot)
      implements InRoom {
    /** What the partner is reported for. */
    public enum Reason implements WireNamed {
      /** Nakedness or sexual acts that the reporter did not ask for. */
      NUDITY,
      /** Somebody who appears to be under age. */
      MINOR,
      /** Insults, threats, hate. */
      HARASSMENT,
      /** Advertising, links, a bot. */
      SPAM,
      /** Violence, shown or announced. */
      VIOLENCE,
      /** The partner hurts themselves, or speaks of it. */
      SELF_HARM,
      /** Anything else; the note says what. */
      OTHER
    }

    @Override
    public String toString() {
      return "Report[room=%s, reason=%s, note=[redacted], snapshot=[redacted]]"
          .formatted(room, reason);
    }
  }

  /**
   * How a call is going.
   *
   * @param ice the kind of candidate in use, or that none worked
   * @param setup from the first offer to the first frame of media, or to giving up; at most 10 min
   * @param rtt the round trip to the partner, at most 1 min
   * @param loss the share of packets lost, 0 to 1
   * @param bitrate bits per second received, at most 10 Gbit/s
   */
  record Quality(
      RoomId room,
      Ice ice,
      Duration setup,
      Optional<Duration> rtt,
      OptionalDouble loss,
      OptionalLong bitrate)
      implements InRoom {
    /** The type of the local candidate that the call runs over. */
    public enum Ice implements WireNamed {
      /** A local interface: both are on one network. */
      HOST,
      /** An address that STUN saw. */
      SRFLX,
      /** An address that the partner saw. */
      PRFLX,
      /** A TURN server. */
      RELAY,
      /** No pair of candidates worked. */
      FAILED
    }
  }

  /**
   * Says how a chat was, after it.
   *
   * @param stars 1 to 5
   */
  record Rate(RoomId room, int stars) implements InRoom {}
}
