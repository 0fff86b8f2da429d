package chat.passerby.gateway;

import chat.passerby.gateway.limits.Admission;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.ErrorCode;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
  private final Counter received;
  private final Counter sent;
  private final Labelled<Kind, Counter> relayedHere;
  private final Labelled<Kind, Counter> relayedElsewhere;
  private final Labelled<Kind, Counter> undelivered;
  private final Labelled<ErrorCode, Counter> errors;
  private final Labelled<CloseCode, Counter> closes;

  public GatewayMeters(Meters meters) {
    meters.gauge("passerby_connections", "Open sockets", connections::get);
    this.sessions = meters.counter("passerby_sessions", "Sessions issued");
    this.slowed =
        meters.counter(
            "passerby_searches_slowed",
            "Searches put off since the visitor was hasty, or since the shield slows new devices");
    this.handshakesRefused =
        meters.counters(
            "passerby_handshakes_refused",
            "WebSocket handshakes refused",
            "reason",
            // A rate of what appears with its first count would miss that one.
            Arrays.stream(Admission.Refusal.values()).map(Meters::text).toList(),
            Function.identity());
    this.sessionsRefused =
        meters.counters(
            "passerby_sessions_refused",
            "Sessions not issued since the node had too much to do",
            "reason",
            Admission.Refusal.class);
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
    this.received =
        meters.counter("passerby_bytes_received", "Bytes of WebSocket frames from clients");
    this.sent =
        meters.counter("passerby_bytes_sent", "Bytes of WebSocket messages written to clients");
    this.relayedHere =
        meters.counters(
            "passerby_frames_relayed_here", "Frames relayed on this node", "type", Kind.class);
    this.relayedElsewhere =
        meters.counters(
            "passerby_frames_relayed_elsewhere", "Frames relayed to another", "type", Kind.class);
    this.undelivered =
        meters.counters(
            "passerby_frames_undelivered", "Frames whose partner was gone", "type", Kind.class);
    this.errors =
        meters.counters(
            "passerby_errors",
            "Frames dropped and answered by an error frame",
            "code",
            ErrorCode.class);
    this.closes =
        meters.counters(
            "passerby_closes", "Sockets that this node closed", "code", CloseCode.class);
  }

  public void connected() {
    connections.incrementAndGet();
  }

  public void disconnected() {
    connections.decrementAndGet();
  }

  public void refusedHandshake(String reason) {
    handshakesRefused.of(reason).increment();
  }

  public void refusedHandshake(Admission.Refusal refusal) {
    refusedHandshake(Meters.text(refusal));
  }

  public void refusedSession(Admission.Refusal refusal) {
    sessionsRefused.of(refusal).increment();
  }

  public void late(Duration lag) {
    loopLag.record(lag);
  }

  public void sessionIssued() {
    sessions.increment();
  }

  public void slowed() {
    slowed.increment();
  }

  public void received(int bytes) {
    received.increment(bytes);
  }

  public void wrote(int bytes) {
    sent.increment(bytes);
  }

  public void frame(ClientFrame frame) {
    frames.of(frame.type()).increment();
  }

  public void relayed(Kind kind, boolean here) {
    (here ? relayedHere : relayedElsewhere).of(kind).increment();
  }

  public void undelivered(Kind kind) {
    undelivered.of(kind).increment();
  }

  /** Counts a frame if it says that another was not acted on. */
  public void sent(ServerFrame frame) {
    if (frame instanceof ServerFrame.Error error) {
      errors.of(error.code()).increment();
    } else if (frame instanceof ServerFrame.HeldBack) {
      errors.of(ErrorCode.REFUSED).increment();
    } else if (frame instanceof ServerFrame.Shielded shielded) {
      errors.of(shielded.code()).increment();
    }
  }

  public void closed(CloseCode code) {
    closes.of(code).increment();
  }
}
