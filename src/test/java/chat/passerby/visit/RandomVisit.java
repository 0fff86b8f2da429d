package chat.passerby.visit;

import static chat.passerby.visit.Stage.ANNA;
import static chat.passerby.visit.Stage.BEN;
import static chat.passerby.visit.Stage.HERE;
import static chat.passerby.visit.Stage.THERE;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.matchmaking.queue.Place;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.moderation.sanction.Active;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.moderation.spam.OpenerVerdict;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.ResumeRoomScript;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Result;
import chat.passerby.visit.state.VisitSettings;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Plays a visit whose every step is drawn from a number, and follows what the visitor is told. */
final class RandomVisit {
  private static final int ROOMS = 6;

  private final Visit visit;
  private final List<String> tale = new ArrayList<>();
  private final List<Effect.Ask> open = new ArrayList<>();
  private final List<Long> later = new ArrayList<>();
  private final List<Effect.Relay> relayed = new ArrayList<>();
  private final Set<RoomId> left = new HashSet<>();
  private final List<String> wrongs = new ArrayList<>();
  private Optional<RoomId> inside = Optional.empty();
  private Instant now = Instant.ofEpochMilli(1_000_000_000);
  private boolean over;

  private RandomVisit(boolean inherits) {
    VisitSettings settings = Stage.settings(3, Stage.GRACE);
    visit = new Visit(settings, new Looks(), ANNA, Stage.ANNAS, now);
    take(new Input.Begin(inherits ? Stage.foundInQueue(now) : Found.NOTHING));
  }

  /** What went wrong, and what came before; empty when nothing did. */
  static Optional<String> play(List<Long> steps) {
    RandomVisit play = new RandomVisit(steps.hashCode() % 2 == 0);
    for (long step : steps) {
      try {
        play.step(new Random(step));
      } catch (RuntimeException e) {
        play.wrongs.add(e.toString() + List.of(e.getStackTrace()).subList(0, 4));
      }
      if (!play.wrongs.isEmpty()) {
        return Optional.of(play.wrongs + "\n" + String.join("\n", play.tale));
      }
    }
    return Optional.empty();
  }

  private void step(Random random) {
    int draw = random.nextInt(100);
    if (draw < 30) {
      if (!visit.awaitsAnswer() && !over) {
        ClientFrame frame = frame(random);
        take(new Input.Frame(frame, Buffer.buffer("{}")));
      }
    } else if (draw < 60 && !open.isEmpty()) {
      Effect.Ask ask = open.remove(random.nextInt(open.size()));
      take(new Input.Answer(ask.id(), result(ask.question(), random)));
    } else if (draw < 85) {
      take(new Input.Event(event(random)));
    } else if (draw < 92) {
      now = now.plusMillis(random.nextInt(4_000));
      take(new Input.Tick(random.nextInt(10) == 0));
    } else if (draw < 94 && !relayed.isEmpty()) {
      Effect.Relay lost = relayed.remove(0);
      Handover how = random.nextBoolean() ? Handover.GONE : Handover.UNKNOWN;
      take(new Input.NotHandedOn(lost.to(), lost.relay(), how));
    } else if (draw < 96 && !later.isEmpty()) {
      take(new Input.Due(later.get(0)));
    } else {
      take(rare(random));
    }
  }

  private Input rare(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> new Input.Refresh(random.nextBoolean());
      case 1 -> new Input.DataLost();
      case 2 -> new Input.NodesDied(Set.of(random.nextBoolean() ? HERE : THERE));
      case 3, 4 -> new Input.Alive(random.nextInt(3) > 0);
      case 5 -> new Input.Heard();
      case 6 -> new Input.TooFast(frame(random), Duration.ofSeconds(1));
      case 7 -> new Input.Remembered(known(random));
      default ->
          random.nextInt(4) == 0
              ? new Input.End(Parting.values()[random.nextInt(3)])
              : new Input.Heard();
    };
  }

  private RoomId roomId(Random random) {
    return inside
        .filter(room -> random.nextInt(3) > 0)
        .orElseGet(() -> new RoomId("room" + random.nextInt(ROOMS)));
  }

  private Room room(Random random) {
    Address self = random.nextInt(6) == 0 ? new Address(ANNA.session(), 1, HERE) : ANNA;
    return Stage.room(roomId(random).value(), self, ben(random));
  }

  private static Address ben(Random random) {
    return new Address(BEN.session(), 4 + random.nextInt(3), random.nextBoolean() ? HERE : THERE);
  }

  private ClientFrame frame(Random random) {
    RoomId room = roomId(random);
    return switch (random.nextInt(14)) {
      case 0, 1, 2, 3 ->
          new ClientFrame.Find(
              random.nextInt(4) == 0 ? Mode.VIDEO : Mode.TEXT, List.of(), List.of(), false);
      case 4 -> new ClientFrame.Cancel();
      case 5, 6 -> new ClientFrame.Next(room);
      case 7 -> new ClientFrame.Leave(room);
      case 8, 9 -> said(random, room);
      case 10 -> new ClientFrame.Rewind(room);
      case 11 -> random.nextInt(4) == 0 ? new ClientFrame.Block(room) : said(random, room);
      case 12 -> new ClientFrame.Rate(room, 3);
      default ->
          new ClientFrame.Report(
              room, ClientFrame.Report.Reason.SPAM, Optional.empty(), Optional.empty());
    };
  }

  private static ClientFrame said(Random random, RoomId room) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    return new ClientFrame.Relayed(kind, room, Optional.of("" + random.nextInt(5)));
  }

  private RoomEvent event(Random random) {
    RoomId room = roomId(random);
    Address ben = ben(random);
    return switch (random.nextInt(18)) {
      case 0, 1, 2, 3 -> new RoomEvent.Matched(room(random));
      case 4 -> new RoomEvent.Rewound(room(random));
      case 5, 6 -> Stage.relay(room.value(), ben, Kind.CHAT, "" + random.nextInt(5));
      case 7 -> new RoomEvent.Undelivered(room, Kind.CHAT, Optional.of("1"));
      case 8, 9 ->
          new RoomEvent.Ended(
              room(random),
              Left.Reason.NEXT,
              random.nextBoolean() ? Optional.of(ben) : Optional.empty());
      case 10 -> new RoomEvent.Here(room, ben);
      case 11 -> new RoomEvent.Away(room, ben);
      case 12 -> new RoomEvent.Missing(room, ben);
      case 13 -> new RoomEvent.Unmatched(room);
      case 14 -> new RoomEvent.Untold(room(random), Left.Reason.LEFT);
      case 15, 16 -> new RoomEvent.Sanctioned();
      case 17 -> Stage.vouch(room);
      default -> new RoomEvent.StillIn(room(random), ben);
    };
  }

  private Result<?> result(Question<?> question, Random random) {
    if (random.nextInt(8) == 0) {
      return Stage.AWAY;
    }
    return new Result.Answered<>(answer(question, random));
  }

  /** Mostly nothing, at times a step of some kind, and seldom a ban. */
  private List<Active> sanctions(Random random) {
    SanctionKind kind = SanctionKind.values()[random.nextInt(SanctionKind.values().length)];
    boolean none = random.nextInt(3) > 0 || (kind == SanctionKind.BAN && random.nextInt(4) > 0);
    return none
        ? List.of()
        : List.of(
            new Active(
                new SanctionId("s" + random.nextInt(3)),
                kind,
                List.of(Subject.of(Stage.ANNAS)),
                Reason.SPAM,
                now.plusSeconds(20),
                false));
  }

  private Object answer(Question<?> question, Random random) {
    return switch (question) {
      case Question.Enqueue put ->
          switch (random.nextInt(6)) {
            case 0 -> new QueueReply.Kept();
            case 1 -> new QueueReply.Taken(room(random));
            default -> new QueueReply.Queued();
          };
      case Question.Withdraw out ->
          switch (random.nextInt(4)) {
            case 0 -> new QueueReply.Absent();
            case 1 -> new QueueReply.Taken(room(random));
            default -> new QueueReply.Withdrawn();
          };
      case Question.ReadDevice read -> known(random);
      case Question.Block block -> random.nextInt(4) > 0;
      case Question.Deliver deliver -> Handover.values()[random.nextInt(3)];
      case Question.ResumeRoom resume ->
          random.nextBoolean()
              ? new ResumeRoomScript.Resumed(List.of(ben(random)))
              : new ResumeRoomScript.Absent();
      case Question.RenewRoom renew -> random.nextBoolean();
      case Question.RestoreRoom restore -> random.nextBoolean();
      case Question.FindEnds find -> List.of(room(random).id());
      case Question.FindPlace find ->
          random.nextBoolean() ? Optional.of(new Place.InRoom(room(random))) : Optional.empty();
      case Question.KeepSession keep -> kept(random);
      case Question.FindSession find ->
          random.nextInt(4) == 0
              ? Optional.of(new Address(ANNA.session(), 3, THERE))
              : Optional.empty();
      case Question.NoteSearch note -> kept(random);
      case Question.NotePast note -> kept(random);
      case Question.NoteEnd note -> kept(random);
      case Question.AskRewind ask ->
          random.nextBoolean() ? Optional.of(ask.again()) : Optional.empty();
      case Question.FileReport file -> new ReportDesk.Taken(new ReportId("report"));
      case Question.ReadSanctions read -> sanctions(random);
      case Question.ReadOutcomes read -> random.nextBoolean() ? List.of() : List.of(Stage.OUTCOME);
      case Question.JudgeOpener judge -> OpenerVerdict.values()[random.nextInt(4)];
      case Question.ReportSpam nothing -> new Question.Done();
      case Question.NoteAgreement nothing -> new Question.Done();
      case Question.ForgetOutcomes nothing -> new Question.Done();
      case Question.ForgetParked nothing -> new Question.Done();
      case Question.ReadFigures nothing -> new Question.Done();
      case Question.RememberPartner nothing -> new Question.Done();
      case Question.ForgetEnd nothing -> new Question.Done();
      case Question.TakeBackRewind nothing -> new Question.Done();
      case Question.Wait nothing -> new Question.Done();
    };
  }

  private static KeptSessions.Outcome kept(Random random) {
    return random.nextBoolean()
        ? new KeptSessions.Noted()
        : new KeptSessions.Restored(Optional.empty());
  }

  private static Acquaintances known(Random random) {
    return random.nextInt(20) == 0
        ? new Acquaintances(Set.of(Stage.BENS), Map.of(), Optional.empty(), random.nextBoolean())
        : Acquaintances.NONE;
  }

  private void take(Input input) {
    tale.add("  " + input);
    List<Effect> effects = visit.take(input, now);
    over = over || input instanceof Input.End;
    for (Effect effect : effects) {
      tale.add("    " + effect);
      follow(effect);
    }
  }

  private void follow(Effect effect) {
    switch (effect) {
      case Effect.Ask ask -> open.add(ask);
      case Effect.Later put -> later.add(put.id());
      case Effect.Tried tried -> {
        if (tried.done()) {
          later.remove(tried.id());
        }
      }
      case Effect.Matched matched -> {
        told();
        check(inside.isEmpty(), "I1: matched while in " + inside);
        check(!left.contains(matched.room().id()), "I5: matched into a room that was left");
        inside = Optional.of(matched.room().id());
      }
      case Effect.Waits waits -> {
        told();
        check(inside.isEmpty(), "I1: waiting while in " + inside);
      }
      case Effect.Pass pass -> {
        told();
        check(isInside(pass.relay().room()), "I3: a frame of another room came");
      }
      case Effect.Relay relay -> {
        check(isInside(relay.relay().room()), "I3: a frame went to another room");
        relayed.add(relay);
      }
      case Effect.Send send -> {
        told();
        sent(send.frame());
      }
      case Effect.SendWithNext send -> {
        told();
        sent(send.frame());
      }
      default -> {}
    }
  }

  private void sent(ServerFrame frame) {
    if (frame instanceof ServerFrame.Left end) {
      check(left.add(end.room()), "I5: left twice");
      inside = inside.filter(room -> !room.equals(end.room()));
    } else if (frame instanceof ServerFrame.Idle) {
      check(inside.isEmpty(), "I1: idle while in " + inside);
    }
  }

  /** The visitor is told something. */
  private void told() {
    check(!over, "told something after the end");
  }

  private boolean isInside(RoomId room) {
    return inside.equals(Optional.of(room));
  }

  private void check(boolean holds, String wrong) {
    if (!holds) {
      wrongs.add(wrong);
    }
  }
}
