package chat.passerby.visit.chat;

import chat.passerby.room.Room;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Result;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Chatting;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a chat that keeps its room alive in Redis: without it nobody could return to the
 * chat.
 *
 * <p>A room that Redis does not have is over, which this side is about to hear, or lost. When Redis
 * has lost data, the room is written down again at once. Otherwise the partner is asked first, and
 * only when nothing has come of that for a moment was it lost by itself.
 */
public final class RoomRenewal {
  /** How often to check whether Redis still has the room. */
  public static final Duration PERIOD = Duration.ofSeconds(10);

  /** Whoever has left the room says so within this when asked. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Standing at;
  private final Consumer<Chatting> ask;
  private @Nullable Instant missingSince;
  private Instant due = Instant.MIN;

  /**
   * @param ask says to the partner that this side is in the room: it answers if it is not
   */
  public RoomRenewal(Standing at, Consumer<Chatting> ask) {
    this.at = at;
    this.ask = ask;
  }

  /** A chat has begun or gone on, with its room fresh in Redis. */
  public void begun(Instant now) {
    // Spread, so that not all chats do it at the same time.
    due = now.plusMillis(at.settings().random().nextLong(PERIOD.toMillis()));
    missingSince = null;
  }

  /** Redis may have lost something: looks at the next opportunity. */
  public void mayBeLost() {
    due = Instant.MIN;
  }

  /** Looks after the room, if that is due. */
  public void sweep(Chatting chatting, Instant now) {
    if (missingSince != null) {
      if (!now.isBefore(missingSince.plus(PATIENCE)) && chatting.missedSince().isEmpty()) {
        restore(chatting);
      }
    } else if (!now.isBefore(due)) {
      due = now.plus(PERIOD);
      look(chatting, now);
    }
  }

  private void look(Chatting chatting, Instant now) {
    Room room = chatting.room();
    at.effects()
        .ask(new Question.RenewRoom(room))
        .onSuccess(
            there -> {
              if (!there && at.state() instanceof Chatting present && at.isIn(room.id())) {
                missingSince = now;
                ask.accept(present);
              }
            })
        .onFailure(this::lookSoon);
  }

  /** Writes the room down again. */
  public void restore(Chatting chatting) {
    missingSince = null;
    at.effects()
        .ask(new Question.RestoreRoom(chatting.room(), chatting.partner(), true))
        .onSuccess(
            there -> {
              if (!there && at.state() instanceof Chatting present) {
                ask.accept(present);
              }
            })
        .onFailure(this::lookSoon);
  }

  private void lookSoon(Result.Failed<?> failure) {
    // Whether Redis is away or its answer makes no sense, only the next one can tell.
    due = failure.passing() ? Instant.MIN : due;
  }
}
