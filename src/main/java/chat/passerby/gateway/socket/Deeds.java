package chat.passerby.gateway.socket;

import chat.passerby.delivery.Courier;
import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.gateway.Absences;
import chat.passerby.gateway.CallMeters;
import chat.passerby.gateway.Departures;
import chat.passerby.gateway.GatewayMeters;
import chat.passerby.gateway.Postponed;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Input;
import io.vertx.core.Future;
import java.util.List;

/** Does what the visits of one event loop want done, one effect at a time. */
public final class Deeds {
  private final Answers answers;
  private final VisitFrames frames;
  private final Courier courier;
  private final Departures departures;
  private final Arrivals arrivals;
  private final Postponed postponed;
  private final Absences absences;
  private final GatewayMeters meters;
  private final CallMeters calls;

  public Deeds(
      Answers answers,
      VisitFrames frames,
      Courier courier,
      Departures departures,
      Arrivals arrivals,
      Postponed postponed,
      Absences absences,
      GatewayMeters meters,
      CallMeters calls) {
    this.answers = answers;
    this.frames = frames;
    this.courier = courier;
    this.departures = departures;
    this.arrivals = arrivals;
    this.postponed = postponed;
    this.absences = absences;
    this.meters = meters;
    this.calls = calls;
  }

  /** Does one thing; what comes of it is an input for the visit. */
  void carryOut(Effect effect, VisitShell visit) {
    Client client = visit.client();
    Address self = visit.self();
    switch (effect) {
      case Effect.Ask ask ->
          answers
              .to(ask.question(), self, visit.device(), client.address())
              .onComplete(value -> visit.answered(ask.id(), value), e -> visit.failed(ask.id(), e));
      case Effect.Later later -> postponed.later(() -> visit.due(later.id()));
      case Effect.Tried tried -> visit.tried(tried);
      case Effect.Send send -> client.send(send.frame());
      case Effect.Welcome welcome -> client.send(frames.welcome(welcome, self));
      case Effect.SendWithNext send -> client.sendWithNext(send.frame());
      case Effect.Waits waits -> client.sendWithNext(frames.waiting(waits));
      case Effect.Matched matched -> client.send(frames.matched(matched, self.session()));
      case Effect.Pass pass -> pass(pass.relay(), client);
      case Effect.Relay relay -> visit.relay(relay.to(), relay.relay());
      case Effect.GiveBack back -> courier.giveBack(back.relay());
      case Effect.Ping ping -> client.ping();
      case Effect.Close close -> client.close(close.code());
      case Effect.Deliver deliver -> {
        var unused = courier.deliver(deliver.to(), deliver.event());
      }
      case Effect.LeaveRoom leave ->
          departures.leave(leave.room(), self, List.of(leave.partner()), leave.reason());
      case Effect.HangUp up -> departures.hangUp(up.room(), self, List.of(up.partner()));
      case Effect.PassOn on -> departures.passOn(on.room(), self, List.of(on.partner()), on.told());
      case Effect.GiveUp up -> departures.giveUp(up.room(), self, List.of(up.partner()));
      case Effect.NoteLeft left -> departures.noteLeft(self, left.note());
      case Effect.Withdraw withdraw -> departures.withdraw(withdraw.lane(), visit.visit(), self);
      case Effect.Park park -> departures.park(park.lane(), park.ticket(), self);
      case Effect.ReadFigures figures -> {
        var unused = answers.readFigures();
      }
      case Effect.Linger linger -> absences.add(() -> visit.take(new Input.DataLost()));
      case Effect.HandOver over -> arrivals.handOver(self);
      case Effect.Deaf nothing -> visit.deafen();
      case Effect.Banned banned -> client.send(frames.banned(banned.ban()));
      case Effect.Notice notice -> client.send(frames.notice(notice));
      case Effect.CountUndelivered lost -> meters.undelivered(lost.kind());
      case Effect.CountSlowed slowed -> meters.slowed();
      case Effect.CountQuality quality ->
          calls.told(quality.quality(), quality.begun(), quality.moved());
      case Effect.CountRating rating -> calls.rated(rating.stars());
    }
  }

  /** Sends a partner's frame to the client, or gives it back. */
  void pass(RoomEvent.Relay relay, Client client) {
    if (!client.sendRaw(relay.frame())) {
      courier.giveBack(relay);
    }
  }

  /** Sends a visitor's frame to the partner at that address. */
  Future<Handover> relay(Address to, RoomEvent.Relay relay) {
    return courier.deliver(to, relay);
  }

  /** Counts a frame that has been handed on. */
  void relayed(Address to, Relayed.Kind kind) {
    meters.relayed(kind, courier.isLocal(to));
  }
}
