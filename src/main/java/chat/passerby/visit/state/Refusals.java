package chat.passerby.visit.state;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.ErrorCause;
import chat.passerby.protocol.ErrorCode;
import chat.passerby.protocol.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The {@code error} frames of the gateway: what each says, in one place. */
public final class Refusals {
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private Refusals() {}

  public static ServerFrame wrongState(ClientFrame frame, String message) {
    return error(ErrorCode.WRONG_STATE, message, Optional.of(frame.ref()));
  }

  public static ServerFrame notInRoom(ClientFrame frame) {
    return wrongState(frame, "You are not in a room.");
  }

  public static ServerFrame staleRoom(ClientFrame frame) {
    return error(
        ErrorCode.STALE_ROOM,
        "The field room does not name the room you are in.",
        Optional.of(frame.ref()));
  }

  public static ServerFrame forgottenRoom(ClientFrame frame) {
    return error(
        ErrorCode.STALE_ROOM,
        "The field room names neither the room you are in nor one that has just ended.",
        Optional.of(frame.ref()));
  }

  public static ServerFrame blocked(ClientFrame frame) {
    return error(ErrorCode.REFUSED, "You have blocked this partner.", Optional.of(frame.ref()));
  }

  public static ServerFrame ownDevice(ClientFrame frame) {
    return error(
        ErrorCode.REFUSED,
        "The partner was on this same device, which cannot be blocked.",
        Optional.of(frame.ref()));
  }

  public static ServerFrame tooManyBlocks(ClientFrame frame) {
    return error(
        ErrorCode.REFUSED,
        "This device has blocked as many others as there is room for.",
        Optional.of(frame.ref()));
  }

  public static ServerFrame ratedAlready(ClientFrame frame) {
    return error(ErrorCode.REFUSED, "You have rated this chat already.", Optional.of(frame.ref()));
  }

  /** Nothing for what needs no answer. */
  public static Optional<ServerFrame> muted(Relayed frame) {
    return switch (frame.kind()) {
      case CHAT ->
          Optional.of(
              error(
                  ErrorCode.REFUSED,
                  "A moderator has muted you; this was not delivered.",
                  Optional.of(frame.ref())));
      case TYPING -> Optional.empty();
      case OFFER, ANSWER, CANDIDATE, REVEAL, ACK -> Optional.of(mediaMuted(frame));
    };
  }

  public static ServerFrame mediaMuted(ClientFrame frame) {
    return error(
        ErrorCode.REFUSED,
        "A moderator has muted your camera and microphone; text is not affected.",
        Optional.of(frame.ref()));
  }

  public static ServerFrame coolingDown(ClientFrame frame, Duration left) {
    // A browser's timer holds 24 days at most.
    Duration wait = left.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : left;
    return new ServerFrame.Error(
        ErrorCode.RATE_LIMITED,
        "A moderator has made you pause; search again after retryAfter milliseconds.",
        Optional.of(frame.ref()),
        Optional.of(wait));
  }

  /**
   * The shield lets nobody meet in that mode.
   *
   * @param ref the type of the frame that asked for it
   */
  public static ServerFrame textOnly(String ref, Instant until) {
    return new ServerFrame.Shielded(
        ErrorCode.REFUSED,
        "New chats are by text only for a while, until the time in until; search by text.",
        ref,
        ErrorCause.TEXT_ONLY,
        until,
        Optional.empty());
  }

  /** The shield has devices that are new here wait before each search. */
  public static ServerFrame newDevice(ClientFrame frame, Instant until, Duration wait) {
    return new ServerFrame.Shielded(
        ErrorCode.RATE_LIMITED,
        "Devices that are new here wait before each search, until the time in until; search again"
            + " after retryAfter milliseconds.",
        frame.ref(),
        ErrorCause.NEW_DEVICE,
        until,
        Optional.of(wait));
  }

  public static ServerFrame partnerAway(Optional<String> ref) {
    return error(
        ErrorCode.PARTNER_AWAY, "The partner could not be reached; this was not delivered.", ref);
  }

  public static ServerFrame rateLimited(Optional<String> ref, Duration wait) {
    return new ServerFrame.Error(
        ErrorCode.RATE_LIMITED,
        "Too many at once; send it again after retryAfter milliseconds.",
        ref,
        Optional.of(wait));
  }

  public static ServerFrame unavailable(ClientFrame frame, Result.Failed<?> failure) {
    return unavailable(frame, failure.retryAfter());
  }

  /**
   * It would overtake one before it that was lost.
   *
   * @param hasty whether that one came too fast
   */
  public static ServerFrame outOfOrder(ClientFrame frame, boolean hasty, Duration wait) {
    if (hasty) {
      return rateLimited(Optional.of(frame.ref()), wait);
    }
    return new ServerFrame.Error(
        ErrorCode.UNAVAILABLE,
        "An earlier message was lost on the way; send that one again first, and then this one.",
        Optional.of(frame.ref()),
        Optional.of(wait));
  }

  /** Nobody knows whether it arrived. */
  public static ServerFrame uncertain(Optional<String> ref) {
    return unavailable(ref, RETRY);
  }

  public static ServerFrame unavailable(ClientFrame frame, Duration wait) {
    return unavailable(Optional.of(frame.ref()), wait);
  }

  private static ServerFrame unavailable(Optional<String> ref, Duration wait) {
    return new ServerFrame.Error(
        ErrorCode.UNAVAILABLE,
        "This cannot be done at the moment; try again after retryAfter milliseconds.",
        ref,
        Optional.of(wait));
  }

  private static ServerFrame error(ErrorCode code, String message, Optional<String> ref) {
    return new ServerFrame.Error(code, message, ref, Optional.empty());
  }
}
