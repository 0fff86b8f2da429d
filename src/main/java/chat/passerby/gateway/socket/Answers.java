package chat.passerby.gateway.socket;

import chat.passerby.gateway.PastRoomsCodec;
import chat.passerby.matchmaking.policy.Widening;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Limits;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Partner;
import chat.passerby.visit.state.Question;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;

/** Answers what a visit asks, and completes what it says with what only the gateway knows. */
public final class Answers {
  private static final Question.Done DONE = new Question.Done();

  private final GatewayParts parts;
  private final Connection connection;
  private final Address self;
  private final DeviceId device;

  Answers(GatewayParts parts, Connection connection, Address self, DeviceId device) {
    this.parts = parts;
    this.connection = connection;
    this.self = self;
    this.device = device;
  }

  /** The answer, of the question's type. */
  Future<?> to(Question<?> question) {
    return switch (question) {
      case Question.Enqueue put -> parts.queue().enqueue(put.lane(), put.ticket(), put.left());
      case Question.Withdraw out -> parts.queue().withdraw(out.lane(), self);
      case Question.ForgetParked forget ->
          parts.places().forgetParked(forget.lane(), self.session()).map(DONE);
      case Question.ReadFigures read -> parts.afterThisTurn(parts.estimates()::refresh).map(DONE);
      case Question.ReadDevice read ->
          read.mayWait()
              ? parts.afterThisTurn(() -> parts.devices().read(device))
              : parts.devices().read(device);
      case Question.RememberPartner met ->
          parts.devices().remember(device, met.partner(), met.ended()).map(DONE);
      case Question.Block block -> parts.devices().block(device, block.device());
      case Question.Deliver deliver -> parts.courier().deliver(deliver.to(), deliver.event());
      case Question.ResumeRoom resume -> parts.rooms().resume(resume.room(), self);
      case Question.RenewRoom renew -> parts.rooms().renew(renew.room(), self.session());
      case Question.RestoreRoom restore ->
          parts.rooms().restore(restore.room(), self, List.of(restore.partner()), restore.here());
      case Question.FindPlace find -> parts.places().find(self.session());
      case Question.FindEnds find -> parts.sessions().ends(self.session());
      case Question.KeepSession keep -> parts.sessions().keep(self);
      case Question.FindSession find -> parts.sessions().latest(self.session());
      case Question.NoteSearch note ->
          parts.afterThisTurn(() -> parts.sessions().search(self, note.search().pack()));
      case Question.NotePast note -> parts.sessions().past(self, PastRoomsCodec.pack(note.rooms()));
      case Question.NoteEnd note ->
          parts
              .sessions()
              .ended(
                  self,
                  PastRoomsCodec.pack(note.rooms()),
                  note.end().room().id(),
                  note.end().pack());
      case Question.ForgetEnd forget ->
          parts.sessions().forgetLeft(self.session(), forget.room()).map(DONE);
      case Question.AskRewind ask ->
          parts.rewinds().ask(ask.past(), ask.again(), ask.asker(), ask.standing());
      case Question.TakeBackRewind back ->
          parts.rewinds().takeBack(back.past(), self.session()).map(DONE);
      case Question.FileReport file ->
          parts.reports().file(file.report(), parts.addresses().of(connection.address()));
      case Question.Wait wait -> after(wait.time());
    };
  }

  private Future<Question.Done> after(Duration time) {
    Promise<Question.Done> passed = Promise.promise();
    parts.context().owner().setTimer(Math.max(1, time.toMillis()), timer -> passed.complete(DONE));
    return passed.future();
  }

  ServerFrame welcome(Effect.Welcome welcome) {
    return new ServerFrame.Welcome(
        self.session(),
        self.epoch(),
        welcome.state(),
        welcome.room().map(this::matched),
        parts.iceServers().fresh(self.session()),
        new Limits(
            Limits.FRAME_BYTES,
            Limits.TEXT_CHARS,
            parts.settings().framesPerSecond(),
            parts.settings().nextPerMinute(),
            parts.visits().grace()));
  }

  ServerFrame.Matched matched(Room room) {
    return new ServerFrame.Matched(
        room.id(),
        Partner.isPolite(room, self.session()),
        room.lane().mode(),
        room.interests(),
        room.language(),
        parts.iceServers().fresh(self.session()));
  }

  ServerFrame waiting(Effect.Waits waits) {
    return new ServerFrame.Waiting(
        waits.search().since(),
        parts.estimates().of(waits.search(), parts.clock().instant()),
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
