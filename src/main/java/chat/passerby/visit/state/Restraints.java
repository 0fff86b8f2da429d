package chat.passerby.visit.state;

import chat.passerby.moderation.sanction.Active;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What moderators have decided about a visitor, short of a ban. */
public final class Restraints {
  private final Supplier<Instant> clock;
  private List<Active> all = List.of();

  public Restraints(Supplier<Instant> clock) {
    this.clock = clock;
  }

  /** What is in effect, as last read. */
  public List<Active> all() {
    return all;
  }

  public void become(List<Active> now) {
    all = List.copyOf(now);
  }

  /** Whether nothing was decided, so that nothing need be looked at. */
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
    Instant now = clock.get();
    return all.stream()
        .filter(active -> active.kind() == SanctionKind.COOLDOWN && active.holds(now))
        .map(active -> Duration.between(now, active.ends()))
        .max(Duration::compareTo);
  }

  /** Why a frame that asks for a partner is refused, if it is. */
  public Optional<ServerFrame> refusal(ClientFrame frame, Mode mode) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    return mode != Mode.TEXT && muteMedia()
        ? Optional.of(Refusals.mediaMuted(frame))
        : coolDown().map(left -> Refusals.coolingDown(frame, left));
  }

  private boolean holds(SanctionKind kind) {
    if (all.isEmpty()) {
      return false;
    }
    Instant now = clock.get();
    return all.stream().anyMatch(active -> active.kind() == kind && active.holds(now));
  }
}
