package chat.passerby.gateway;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.ErrorCode;
import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The figures of the WebSocket edge; one for the whole node. */
public final class GatewayMeters {
  private final AtomicLong connections = new AtomicLong();
  private final Counter sessions;
  private final Counter slowed;
  private final Labelled<String, Counter> handshakesRefused;
  private final Labelled<Admission.Refusal, Counter> sessionsRefused;
  private final Timer loopLag;
  private final Labelled<String, Counter> frames;
  private final Labelled<Kind, Counter> relayedHere;
  private final Labelled<Kind, Counter> relayedElsewhere;
  private final Labelled<Kind, Counter> undelivered;
  private final Labelled<ErrorCode, Counter> errors;
  private final Labelled<CloseCode, Counter> closes;

  public GatewayMeters(Meters meters) {
    meters.gauge("passerby_connections", "Open sockets", connections::get);
    this.sessions = meters.counter("passerby_sessions", "Sessions issued");
    this.slowed =
        meters.counter("passerby_searches_slowed", "Searches put off since the visitor was hasty");
    this.handshakesRefused =
        meters.counters(
            "passerby_handshakes_refused",
            "WebSocket handshakes refused",
            "reason",
            List.of(),
            Function.identity());
    this.sessionsRefused =
        meters.counters(
            "passerby_sessions_refused",
            "Sessions not issued since the node had too much to do",
            "reason",
            EnumSet.allOf(Admission.Refusal.class),
            GatewayMeters::text);
    this.loopLag =
        meters.timer(
            "passerby_loop_lag",
            "How late the ticks of the event loops were",
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));
    this.frames =
        meters.counters(
            "passerby_frames_in",
            "Well-formed frames from clients",
            "type",
            List.of(),
            Function.identity());
    this.relayedHere =
        counters(meters, "passerby_frames_relayed_here", "Frames relayed on this node", Kind.class);
    this.relayedElsewhere =
        counters(
            meters, "passerby_frames_relayed_elsewhere", "Frames relayed to another", Kind.class);
    this.undelivered =
        counters(
            meters, "passerby_frames_undelivered", "Frames whose partner was gone", Kind.class);
    this.errors =
        counters(
            meters,
            "passerby_errors",
            "Frames dropped and answered by an error frame",
            ErrorCode.class);
    this.closes =
        counters(meters, "passerby_closes", "Sockets that this node closed", CloseCode.class);
  }

  void connected() {
    connections.incrementAndGet();
  }

  void disconnected() {
    connections.decrementAndGet();
  }

  void refusedHandshake(String reason) {
    handshakesRefused.of(reason).increment();
  }

  void refusedHandshake(Admission.Refusal refusal) {
    refusedHandshake(text(refusal));
  }

  void refusedSession(Admission.Refusal refusal) {
    sessionsRefused.of(refusal).increment();
  }

  void late(Duration lag) {
    loopLag.record(lag);
  }

  void sessionIssued() {
    sessions.increment();
  }

  void slowed() {
    slowed.increment();
  }

  void frame(ClientFrame frame) {
    frames.of(frame.type()).increment();
  }

  void relayed(Kind kind, boolean here) {
    (here ? relayedHere : relayedElsewhere).of(kind).increment();
  }

  void undelivered(Kind kind) {
    undelivered.of(kind).increment();
  }

  void error(ErrorCode code) {
    errors.of(code).increment();
  }

  void closed(CloseCode code) {
    closes.of(code).increment();
  }

  private static <E extends Enum<E>> Labelled<E, Counter> counters(
      Meters meters, String name, String meaning, Class<E> keys) {
    String label = keys == Kind.class ? "type" : "code";
    return meters.counters(name, meaning, label, EnumSet.allOf(keys), GatewayMeters::text);
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
