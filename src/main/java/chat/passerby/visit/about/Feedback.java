package chat.passerby.visit.about;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.RoomId;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.PastRooms;
import chat.passerby.visit.state.Refusals;
import chat.passerby.visit.state.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a visit that takes ratings and reports about calls: counted, then forgotten. */
public final class Feedback {
  public static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Standing at;

  /** The rooms that have been rated, of those that can be. */
  private final Deque<RoomId> rated = new ArrayDeque<>(0);

  private Instant nextQuality = Instant.MIN;
  private @Nullable Call call;

  /** The call that was told of last, and how it ran. */
  private record Call(RoomId room, ClientFrame.Quality.Ice ice) {}

  public Feedback(Standing at) {
    this.at = at;
  }

  public void quality(ClientFrame.Quality quality) {
    if (at.recall(quality.room()).isEmpty()) {
      at.effects().send(Refusals.forgottenRoom(quality));
      return;
    }
    Instant now = at.now();
    if (now.isBefore(nextQuality)) {
      Duration wait = Duration.between(now, nextQuality);
      at.effects().send(Refusals.rateLimited(Optional.of(quality.ref()), wait));
      return;
    }
    nextQuality = now.plus(INTERVAL);
    Call told = new Call(quality.room(), quality.ice());
    // The same call tells of its beginning again and again.
    boolean begun = call == null || !call.room().equals(told.room());
    boolean moved = !told.equals(call);
    call = told;
    at.effects().add(new Effect.CountQuality(quality, begun, moved));
  }

  public void rate(ClientFrame.Rate rate) {
    if (at.isIn(rate.room())) {
      at.effects().send(Refusals.wrongState(rate, "The chat is not over."));
    } else if (at.recall(rate.room()).isEmpty()) {
      at.effects().send(Refusals.forgottenRoom(rate));
    } else if (rated.contains(rate.room())) {
      at.effects().send(Refusals.ratedAlready(rate));
    } else {
      rated.add(rate.room());
      if (rated.size() > PastRooms.MAX_ROOMS) {
        rated.remove();
      }
      at.effects().add(new Effect.CountRating(rate.stars()));
    }
  }
}
