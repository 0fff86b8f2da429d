package chat.passerby.visit.state;

import chat.passerby.moderation.sanction.Active;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.shield.Shield;
import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.moderation.shield.ShieldMeasure;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What moderators have decided about a visitor, short of a ban, or about everybody: the shield. */
public final class Restraints {
  private final Supplier<Instant> clock;
  private final ShieldBook shield;
  private List<Active> all = List.of();

  public Restraints(Supplier<Instant> clock, ShieldBook shield) {
    this.clock = clock;
    this.shield = shield;
  }

  /** What is in effect, as last read. */
  public List<Active> all() {
    return all;
  }

  public void become(List<Active> now) {
    all = List.copyOf(now);
  }

  /** Whether nothing was decided about this visitor, so that nothing need be looked at. */
  public boolean areNone() {
    return all.isEmpty();
  }

  private boolean muteText() {
    return holds(SanctionKind.MUTE_TEXT);
  }

  /** Whether the visitor's camera and microphone reach nobody. */
  public boolean muteMedia() {
    return holds(SanctionKind.MUTE_MEDIA);
  }

  /** Whether frames of this kind reach nobody. */
  public boolean mutes(Relayed.Kind kind) {
    return switch (kind) {
      case CHAT, TYPING -> muteText();
      case OFFER, ANSWER, CANDIDATE, REVEAL -> muteMedia();
      case ACK -> false;
    };
  }

  /** Whether the visitor meets only others who are restricted. */
  public boolean restrict() {
    return holds(SanctionKind.RESTRICT);
  }

  /** How long the visitor finds nobody. */
  public Optional<Duration> coolDown() {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.get();
    return all.stream()
        .filter(active -> active.kind() == SanctionKind.COOLDOWN && active.holds(now))
        .map(active -> Duration.between(now, active.ends()))
        .max(Duration::compareTo);
  }

  /** Why a frame that asks for a partner is refused, if it is. */
  public Optional<ServerFrame> refusal(ClientFrame frame, Mode mode) {
    if (mode != Mode.TEXT && muteMedia()) {
      return Optional.of(Refusals.mediaMuted(frame));
    }
    return coolDown()
        .map(left -> Refusals.coolingDown(frame, left))
        .or(() -> textOnly(mode).map(until -> Refusals.textOnly(frame.ref(), until)));
  }

  /** Until when nobody meets in this mode, if the shield has it so. */
  public Optional<Instant> textOnly(Mode mode) {
    return mode == Mode.TEXT
        ? Optional.empty()
        : shield.with(ShieldMeasure.TEXT_ONLY, clock.get()).map(Shield::until);
  }

  /** Until when devices that are new here are slowed; now, if they are no more. */
  public Instant slowedUntil() {
    Instant now = clock.get();
    return shield.with(ShieldMeasure.SLOW_NEW_DEVICES, now).map(Shield::until).orElse(now);
  }

  private boolean holds(SanctionKind kind) {
    if (all.isEmpty()) {
      return false;
    }
    Instant now = clock.get();
    return all.stream().anyMatch(active -> active.kind() == kind && active.holds(now));
  }
}
