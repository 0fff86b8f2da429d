package chat.passerby.gateway.socket;

import chat.passerby.gateway.WaitingEstimates;
import chat.passerby.gateway.http.IceServers;
import chat.passerby.matchmaking.policy.Widening;
import chat.passerby.moderation.sanction.Active;
import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.protocol.Limits;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.time.NodeClock;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Partner;
import java.util.Optional;

/** Completes what visits say with what only the gateway knows. */
public final class VisitFrames {
  private final IceServers iceServers;
  private final AppealTokens appeals;
  private final Limits limits;
  private final WaitingEstimates estimates;
  private final NodeClock clock;

  /**
   * @param limits what visitors are told of what they may do
   */
  public VisitFrames(
      IceServers iceServers,
      AppealTokens appeals,
      Limits limits,
      WaitingEstimates estimates,
      NodeClock clock) {
    this.iceServers = iceServers;
    this.appeals = appeals;
    this.limits = limits;
    this.estimates = estimates;
    this.clock = clock;
  }

  ServerFrame welcome(Effect.Welcome welcome, Address self) {
    return new ServerFrame.Welcome(
        self.session(),
        self.epoch(),
        welcome.state(),
        welcome.room().map(room -> matched(room, self.session())),
        iceServers.fresh(self.session()),
        limits);
  }

  ServerFrame matched(Effect.Matched matched, SessionId self) {
    ServerFrame.Matched frame = matched(matched.room(), self);
    return matched.rewound() ? new ServerFrame.Rewound(frame) : frame;
  }

  private ServerFrame.Matched matched(Room room, SessionId self) {
    return new ServerFrame.Matched(
        room.id(),
        Partner.isPolite(room, self),
        room.lane().mode(),
        room.interests(),
        room.language(),
        iceServers.fresh(self));
  }

  ServerFrame waiting(Effect.Waits waits) {
    return new ServerFrame.Waiting(
        waits.search().since(),
        estimates.of(waits.search(), clock.instant()),
        waits.widening().map(next -> new ServerFrame.Waiting.Widening(drop(next), next.at())));
  }

  ServerFrame banned(Active ban) {
    return new ServerFrame.Banned(
        ban.reason().wireName(),
        ban.until(),
        appeals.token(ban.id()),
        Optional.of(appeals.code(ban.id())));
  }

  ServerFrame notice(Effect.Notice notice) {
    Active sanction = notice.sanction();
    boolean lifted = notice.lifted();
    return new ServerFrame.Notice(
        lifted ? ServerFrame.Notice.Kind.LIFTED : kind(sanction.kind()),
        sanction.reason().wireName(),
        Optional.of(
            new ServerFrame.Terms(
                sanction.id(),
                lifted ? Optional.empty() : sanction.until(),
                lifted ? Optional.empty() : Optional.of(appeals.token(sanction.id())),
                lifted ? Optional.empty() : Optional.of(appeals.code(sanction.id())))));
  }

  private static ServerFrame.Notice.Kind kind(SanctionKind kind) {
    return switch (kind) {
      case WARNING -> ServerFrame.Notice.Kind.WARNING;
      case MUTE_TEXT -> ServerFrame.Notice.Kind.MUTED;
      case MUTE_MEDIA -> ServerFrame.Notice.Kind.MEDIA_MUTED;
      case COOLDOWN -> ServerFrame.Notice.Kind.COOLDOWN;
      case RESTRICT -> ServerFrame.Notice.Kind.RESTRICTED;
      case BAN -> throw new IllegalArgumentException("A ban is told by a frame of its own.");
    };
  }

  private static ServerFrame.Waiting.Widening.Drop drop(Widening widening) {
    return switch (widening.criterion()) {
      case INTERESTS -> ServerFrame.Waiting.Widening.Drop.INTERESTS;
      case LANGUAGES -> ServerFrame.Waiting.Widening.Drop.LANGUAGES;
      case RECENT -> ServerFrame.Waiting.Widening.Drop.RECENT;
    };
  }
}
