package chat.passerby.gateway.socket;

import chat.passerby.gateway.WaitingEstimates;
import chat.passerby.gateway.http.IceServers;
import chat.passerby.matchmaking.policy.Widening;
import chat.passerby.protocol.Limits;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.time.NodeClock;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Partner;

/** Completes what visits say with what only the gateway knows. */
public final class VisitFrames {
  private final IceServers iceServers;
  private final Limits limits;
  private final WaitingEstimates estimates;
  private final NodeClock clock;

  /**
   * @param limits what visitors are told of what they may do
   */
  public VisitFrames(
      IceServers iceServers, Limits limits, WaitingEstimates estimates, NodeClock clock) {
    this.iceServers = iceServers;
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

  private static ServerFrame.Waiting.Widening.Drop drop(Widening widening) {
    return switch (widening.criterion()) {
      case INTERESTS -> ServerFrame.Waiting.Widening.Drop.INTERESTS;
      case LANGUAGES -> ServerFrame.Waiting.Widening.Drop.LANGUAGES;
      case RECENT -> ServerFrame.Waiting.Widening.Drop.RECENT;
    };
  }
}
