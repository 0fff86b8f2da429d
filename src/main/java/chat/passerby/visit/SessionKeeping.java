package chat.passerby.visit;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import chat.passerby.visit.state.Pending;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps a connection's session alive in Redis. A session that Redis has lost is written again with
 * its notes, and a connection that was replaced by a newer one learns of that here at the latest.
 */
final class SessionKeeping {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final Standing at;
  private final Runnable notes;
  private final Consumer<Address> replaced;
  private Instant due;

  /**
   * @param notes writes down again what is noted with the session
   * @param replaced takes the connection that the session has by now instead of this one
   */
  SessionKeeping(Standing at, Runnable notes, Consumer<Address> replaced) {
    this.at = at;
    this.notes = notes;
    this.replaced = replaced;
    // Spread, so that not all visits do it at the same time.
    this.due = at.now().plusMillis(at.settings().random().nextLong(PERIOD.toMillis()));
  }

  /** Looks at the clock. */
  void sweep(Instant now) {
    if (!now.isBefore(due)) {
      due = now.plus(PERIOD);
      keep();
    }
  }

  /** Redis may have lost something: looks with the next sweep. */
  void mayBeLost() {
    due = Instant.MIN;
  }

  /** Redis has lost its data. */
  void restore() {
    at.effects().attempt(this::keep);
  }

  /** The older connection was not told: Redis did not know of it when this one was opened. */
  private void replace(Address older) {
    at.tell(older, new RoomEvent.Replaced(Optional.of(at.self())));
  }

  private Pending<?> keep() {
    return at.effects()
        .ask(new Question.KeepSession())
        .onSuccess(
            outcome -> {
              switch (outcome) {
                case KeptSessions.Noted noted -> {}
                case KeptSessions.Restored restored -> {
                  restored.older().ifPresent(this::replace);
                  notes.run();
                }
                case KeptSessions.Newer newer -> replaced.accept(newer.connection());
              }
            });
  }
}
