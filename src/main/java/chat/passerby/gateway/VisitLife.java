package chat.passerby.gateway;

import chat.passerby.protocol.SessionId;
import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.VisitState;
import chat.passerby.visit.state.VisitState.Away;
import chat.passerby.visit.state.VisitState.Chatting;
import chat.passerby.visit.state.VisitState.HandedOver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of visits: metered always, and at {@code debug} logged, a line for each change, with
 * a {@linkplain SessionTags tag} in place of the session. One for the whole node.
 */
public final class VisitLife {
  private static final Logger log = LoggerFactory.getLogger(VisitLife.class);

  private final Duration grace;
  private final SessionTags tags = new SessionTags();
  private final AtomicLong chats = new AtomicLong();
  private final Labelled<Return, Counter> returns;
  private final Timer chatTime;
  private final Timer awayTime;

  /** What a session found that has been connected before. */
  private enum Return {
    CHAT,
    QUEUE,
    NOTHING
  }

  /**
   * @param grace how long a partner may be away
   */
  public VisitLife(Meters meters, Duration grace) {
    this.grace = grace;
    meters.gauge("passerby_chats", "Visitors here who are in a chat", chats::get);
    this.returns =
        meters.counters(
            "passerby_returns",
            "Connections of sessions that were connected before, by what they came back to",
            "to",
            Return.class);
    this.chatTime =
        meters.timer(
            "passerby_chat_time",
            "How long a visitor who stayed to the end was in a chat, from the last return on",
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2));
    this.awayTime =
        meters.timer(
            "passerby_away_time",
            "How long partners were away who came back",
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1));
  }

  /**
   * A visitor is welcomed.
   *
   * @param again whether the session was connected before
   */
  public void welcomed(SessionId session, boolean again, Found.Standpoint at) {
    Return to =
        switch (at) {
          case Found.InRoom in -> Return.CHAT;
          case Found.InQueue in -> Return.QUEUE;
          case Found.Nowhere nowhere -> Return.NOTHING;
        };
    if (again) {
      returns.of(to).increment();
    }
    if (log.isDebugEnabled()) {
      say(session, (again ? "A visitor came back to: " : "A visitor came to: ") + Meters.text(to));
    }
  }

  /**
   * A visitor has gone from one state to another.
   *
   * @param since when the chat began that {@code before} is in; null for other states
   * @return when the chat began that {@code after} is in
   */
  public @Nullable Instant moved(
      SessionId session,
      VisitState before,
      VisitState after,
      @Nullable Instant since,
      Instant now) {
    if (before instanceof Chatting was
        && after instanceof Chatting is
        && was.room().id().equals(is.room().id())) {
      partnerMoved(session, was, is, now);
      return since;
    }
    if (log.isDebugEnabled() && before.getClass() != after.getClass()) {
      String name = after.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      say(session, "A visitor's state is now: " + name);
    }
    if (before instanceof Chatting) {
      chats.decrementAndGet();
    }
    // Of who is away it is not known here whether the chat goes on by another connection.
    boolean goesOn = after instanceof Away || after instanceof HandedOver;
    if (before instanceof Chatting && !goesOn && since != null) {
      chatTime.record(Duration.between(since, now));
    }
    if (after instanceof Chatting) {
      chats.incrementAndGet();
      return now;
    }
    return null;
  }

  private void partnerMoved(SessionId session, Chatting was, Chatting is, Instant now) {
    if (was.awayUntil().isPresent() && is.awayUntil().isEmpty()) {
      Duration away = Duration.between(was.awayUntil().get().minus(grace), now);
      awayTime.record(away.isNegative() ? Duration.ZERO : away);
      say(session, "A visitor's partner is back.");
    } else if (was.awayUntil().isEmpty() && is.awayUntil().isPresent()) {
      say(session, "A visitor's partner is away.");
    }
  }

  private void say(SessionId session, String what) {
    if (log.isDebugEnabled()) {
      log.atDebug().addKeyValue("session", tags.of(session)).log(what);
    }
  }
}
