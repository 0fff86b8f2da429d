package chat.passerby.gateway.socket;

import chat.passerby.delivery.Courier;
import chat.passerby.device.DeviceNotes;
import chat.passerby.gateway.EventLoop;
import chat.passerby.gateway.PastRoomsCodec;
import chat.passerby.gateway.VisitorStores;
import chat.passerby.gateway.WaitingEstimates;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.moderation.Circumstances;
import chat.passerby.moderation.Lifetimes;
import chat.passerby.moderation.Outcomes;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.moderation.sanction.SanctionBook;
import chat.passerby.moderation.spam.OpenerDesk;
import chat.passerby.moderation.spam.SpamReports;
import chat.passerby.protocol.DeviceId;
import chat.passerby.session.Address;
import chat.passerby.session.AddressTags;
import chat.passerby.session.KeptSessions.Origin;
import chat.passerby.visit.state.Question;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers what the visits of one event loop ask. */
public final class Answers {
  private static final Question.Done DONE = new Question.Done();
  private static final Future<Question.Done> NOW_DONE = Future.succeededFuture(DONE);

  private final EventLoop loop;
  private final VisitorStores stores;
  private final WaitingEstimates estimates;
  private final Courier courier;
  private final DeviceNotes notes;
  private final ReportDesk reports;
  private final OpenerDesk openers;
  private final SpamReports spamReports;
  private final Outcomes outcomes;
  private final AddressTags tags;
  private final SanctionBook sanctions;

  public Answers(
      EventLoop loop,
      VisitorStores stores,
      WaitingEstimates estimates,
      Courier courier,
      DeviceNotes notes,
      ReportDesk reports,
      OpenerDesk openers,
      Outcomes outcomes,
      AddressTags tags,
      SanctionBook sanctions) {
    this.loop = loop;
    this.stores = stores;
    this.estimates = estimates;
    this.courier = courier;
    this.notes = notes;
    this.reports = reports;
    this.openers = openers;
    this.spamReports = new SpamReports(reports, notes);
    this.outcomes = outcomes;
    this.tags = tags;
    this.sanctions = sanctions;
  }

  /** Reads the figures for the next {@code waiting}, unless they were read just now. */
  Future<Void> readFigures() {
    return estimates.refresh();
  }

  /**
   * The answer, of the question's type.
   *
   * @param self the connection of the visitor who asks
   * @param device what that visitor uses
   * @param from where that visitor connects from
   */
  Future<?> to(Question<?> question, Address self, DeviceId device, InetAddress from) {
    return switch (question) {
      case Question.Enqueue put -> enqueue(put, self, device, from);
      case Question.Withdraw out -> stores.queue().withdraw(out.lane(), self);
      case Question.ForgetParked forget ->
          stores.places().forgetParked(forget.lane(), self.session()).map(DONE);
      case Question.ReadFigures read ->
          estimates.areAtHand() ? NOW_DONE : loop.afterThisTurn(estimates::refresh).map(DONE);
      case Question.ReadDevice read -> stores.devices().read(device);
      case Question.RememberPartner met ->
          stores.devices().remember(device, met.partner(), met.ended()).map(DONE);
      case Question.Block block -> stores.devices().block(device, block.device());
      case Question.Deliver deliver -> courier.deliver(deliver.to(), deliver.event());
      case Question.ResumeRoom resume -> stores.rooms().resume(resume.room(), self);
      case Question.RenewRoom renew -> stores.rooms().renew(renew.room(), self.session());
      case Question.RestoreRoom restore ->
          stores.rooms().restore(restore.room(), self, List.of(restore.partner()), restore.here());
      case Question.FindPlace find -> stores.places().find(self.session());
      case Question.FindEnds find -> stores.sessions().ends(self.session());
      case Question.KeepSession keep -> stores.sessions().keep(self, tags.of(from));
      case Question.FindSession find -> stores.sessions().latest(self.session());
      case Question.NoteSearch note -> stores.sessions().search(self, note.search().pack());
      case Question.NotePast note ->
          stores
              .sessions()
              .past(
                  self,
                  PastRoomsCodec.pack(note.rooms()),
                  note.rooms().stream().map(past -> past.room().id()).toList());
      case Question.NoteEnd note ->
          stores
              .sessions()
              .ended(
                  self,
                  note.end().room().id(),
                  PastRoomsCodec.pack(List.of(note.past())),
                  note.end().pack());
      case Question.ForgetEnd forget ->
          stores.sessions().forgetLeft(self.session(), forget.room()).map(DONE);
      case Question.AskRewind ask ->
          sanctions
              .fresh(loop.context())
              .compose(
                  fresh ->
                      isBanned(self, device, from)
                          ? Future.succeededFuture(Optional.empty())
                          : stores
                              .rewinds()
                              .ask(ask.past(), ask.again(), ask.asker(), ask.standing()));
      case Question.TakeBackRewind back ->
          stores.rewinds().takeBack(back.past(), self.session()).map(DONE);
      case Question.FileReport file -> file(file.report(), self, device, from);
      case Question.JudgeOpener judge ->
          openers.judge(judge.opener(), judge.anew(), device, tags.of(from));
      case Question.ReportSpam report ->
          spamReports.file(report.report(), report.verdict(), tags.of(from)).map(DONE);
      case Question.NoteAgreement note ->
          reports.noteAgreement(note.report(), note.minor(), note.agrees()).map(DONE);
      case Question.ReadOutcomes read -> outcomes.due(device);
      case Question.ForgetOutcomes forget -> outcomes.told(device, forget.told()).map(DONE);
      case Question.ReadSanctions read ->
          Future.succeededFuture(sanctions.of(Optional.of(self.session()), device, from));
      case Question.Wait wait -> loop.after(wait.time()).map(DONE);
    };
  }

  /**
   * Whoever is banned is put into no queue: this node may have slept through the decision, and so
   * reads what is new first.
   */
  private Future<QueueReply> enqueue(
      Question.Enqueue put, Address self, DeviceId device, InetAddress from) {
    if (sanctions.isFresh()) {
      return stores.queue().enqueue(put.lane(), put.ticket(), put.left());
    }
    return sanctions
        .fresh(loop.context())
        .compose(
            fresh ->
                isBanned(self, device, from)
                    ? Future.succeededFuture(new QueueReply.Withdrawn())
                    : stores.queue().enqueue(put.lane(), put.ticket(), put.left()));
  }

  private boolean isBanned(Address self, DeviceId device, InetAddress from) {
    return sanctions.ban(Optional.of(self.session()), device, from).isPresent();
  }

  private Future<ReportDesk.Answer> file(
      Report report, Address self, DeviceId device, InetAddress from) {
    Future<Origin> reporter = stores.sessions().origin(self.session());
    Future<Origin> subject = stores.sessions().origin(report.about().session());
    Future<OptionalLong> partners = notes.met(report.about().device());
    // Noted first, so that no outcome comes that nobody looks for.
    Future<Void> noted = notes.reported(device, Lifetimes.OUTCOME);
    return Future.all(reporter, subject, partners, noted)
        .compose(
            known ->
                reports.file(
                    report,
                    tags.of(from),
                    new Circumstances(
                        Optional.of(tags.of(from)),
                        Optional.of(tags.network(from)),
                        reporter.result().began(),
                        subject.result().address(),
                        partners.result())));
  }
}
