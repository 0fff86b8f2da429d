package chat.passerby.visit;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.matchmaking.LanePlan;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.PairingPolicy;
import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.matchmaking.queue.SearchNote;
import chat.passerby.moderation.Outcomes;
import chat.passerby.moderation.TranscriptMarks;
import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.moderation.spam.Screenings;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Result;
import chat.passerby.visit.state.Search;
import chat.passerby.visit.state.VisitSettings;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * One visit without a gateway: a test says what happens, in the order it likes, and sees what is to
 * be done. The visitor is Anna on node {@code here}.
 */
final class Stage {
  /** What became of a report. */
  static final Outcomes.Due OUTCOME =
      new Outcomes.Due(new ReportId("report"), ServerFrame.Outcome.Decision.ACTIONED, "entry");

  static final NodeId HERE = new NodeId("here");
  static final NodeId THERE = new NodeId("there");
  static final Address ANNA = new Address(new SessionId("anna"), 2, HERE);
  static final Address BEN = new Address(new SessionId("ben"), 5, THERE);
  static final DeviceId ANNAS = new DeviceId("annas");
  static final DeviceId BENS = new DeviceId("bens");
  static final Lane LANE = new Lane(Lane.DEFAULT_POOL, Mode.TEXT);
  static final Duration GRACE = Duration.ofSeconds(20);
  static final Result.Failed<Object> AWAY = new Result.Failed<>(true, Duration.ofSeconds(2));
  static final Result.Failed<Object> BROKEN = new Result.Failed<>(false, Duration.ZERO);

  final Looks looks = new Looks();
  final ShieldBook shield;
  final List<Effect.Ask> open = new ArrayList<>();
  private final List<Effect> done = new ArrayList<>();
  private final Visit visit;
  private Instant now = Instant.ofEpochMilli(1_000_000_000);

  Stage() {
    this(1, GRACE);
  }

  /**
   * @param shards into how many queues a lane is split
   */
  Stage(int shards, Duration grace) {
    this(settings(shards, grace));
  }

  private Stage(VisitSettings settings) {
    visit = new Visit(settings, looks, ANNA, ANNAS, now);
    shield = settings.shield();
  }

  /** Anna has been welcomed and does nothing, where there are these pools. */
  static Stage withPools(String... pools) {
    return new Stage(settings(new LanePlan(List.of(pools), 1), GRACE)).welcome();
  }

  static VisitSettings settings(int shards, Duration grace) {
    return settings(new LanePlan(List.of(Lane.DEFAULT_POOL), shards), grace);
  }

  private static VisitSettings settings(LanePlan lanes, Duration grace) {
    return new VisitSettings(
        lanes,
        new PairingPolicy(PolicySettings.defaults()),
        grace,
        Duration.ofMinutes(5),
        new Random(1),
        ids(),
        List.of("Samaritans: 116 123"),
        Screenings.none(),
        new ShieldBook());
  }

  private static Supplier<RoomId> ids() {
    int[] count = new int[1];
    return () -> new RoomId("again" + ++count[0]);
  }

  /** Anna has been welcomed and does nothing. */
  static Stage idle() {
    return new Stage().welcome();
  }

  private Stage welcome() {
    take(new Input.Remembered(Acquaintances.NONE));
    take(new Input.Begin(Found.NOTHING));
    heard();
    return this;
  }

  /** Anna waits. */
  static Stage waiting() {
    Stage stage = idle();
    stage.find();
    stage.queued();
    stage.heard();
    return stage;
  }

  /** Anna waits on as by an older connection, and her ticket is on its way into the queue. */
  static Stage inQueue() {
    Stage stage = new Stage().take(new Input.Remembered(Acquaintances.NONE));
    return stage.take(new Input.Begin(foundInQueue(stage.now)));
  }

  static Found foundInQueue(Instant since) {
    Search search = new Search(LANE, Criteria.of(List.of(), List.of(), false), since);
    return new Found(
        new Found.InQueue(search),
        Optional.of(SearchNote.of(search.lane(), search.criteria())),
        List.of(),
        List.of());
  }

  /** Anna is with Ben in this room. */
  static Stage chatting(Room room) {
    Stage stage = waiting();
    stage.event(new RoomEvent.Matched(room));
    stage.heard();
    stage.done.clear();
    return stage;
  }

  static Room room(String id) {
    return room(id, ANNA, BEN);
  }

  static Room room(String id, Address older, Address newer) {
    return new Room(
        new RoomId(id),
        LANE,
        List.of(
            new Member(older, older.session().equals(ANNA.session()) ? ANNAS : BENS),
            new Member(newer, newer.session().equals(ANNA.session()) ? ANNAS : BENS)),
        List.of(),
        Optional.empty());
  }

  static RoomEvent.Relay chat(String room, Address from, String id) {
    return relay(room, from, Kind.CHAT, id);
  }

  /** The partner has reported Anna, and has seen nothing. */
  static RoomEvent.Vouch vouch(RoomId room) {
    return new RoomEvent.Vouch(
        room, new ReportId("report"), false, TranscriptMarks.of(List.of()).pack());
  }

  static RoomEvent.Relay relay(String room, Address from, Kind kind, String id) {
    return new RoomEvent.Relay(new RoomId(room), from, kind, Optional.of(id), raw(kind, id));
  }

  private static Buffer raw(Kind kind, String id) {
    return Buffer.buffer("{\"type\":\"%s\",\"id\":\"%s\",\"text\":\"hi\"}".formatted(kind, id));
  }

  Visit visit() {
    return visit;
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Stage take(Input input) {
    for (Effect effect : visit.take(input, now)) {
      done.add(effect);
      if (effect instanceof Effect.Ask ask) {
        open.add(ask);
      }
    }
    return this;
  }

  Stage tick() {
    return take(new Input.Tick(false));
  }

  Stage event(RoomEvent event) {
    return take(new Input.Event(event));
  }

  Stage end(Parting parting) {
    return take(new Input.End(parting));
  }

  Stage frame(ClientFrame frame) {
    Buffer raw =
        frame instanceof ClientFrame.Relayed relayed
            ? raw(relayed.kind(), relayed.id().orElse(""))
            : Buffer.buffer();
    return take(new Input.Frame(frame, raw));
  }

  Stage find(String... interests) {
    return frame(new ClientFrame.Find(Mode.TEXT, List.of(interests), List.of(), false));
  }

  Stage cancel() {
    return frame(new ClientFrame.Cancel());
  }

  Stage next(String room) {
    return frame(new ClientFrame.Next(new RoomId(room)));
  }

  Stage leave(String room) {
    return frame(new ClientFrame.Leave(new RoomId(room)));
  }

  Stage say(String room, String id) {
    return frame(new ClientFrame.Relayed(Kind.CHAT, new RoomId(room), Optional.of(id)));
  }

  /** The queue has taken the ticket. */
  Stage queued() {
    return queue(new QueueReply.Queued());
  }

  /** The queue answers, and everything else that is asked about a search as well. */
  Stage queue(QueueReply reply) {
    answer(Question.Enqueue.class, reply);
    while (asks(Question.ReadFigures.class)) {
      answer(Question.ReadFigures.class, new Question.Done());
    }
    while (asks(Question.ReadDevice.class)) {
      answer(Question.ReadDevice.class, Acquaintances.NONE);
    }
    return this;
  }

  boolean asks(Class<?> question) {
    return open.stream().anyMatch(ask -> question.isInstance(ask.question()));
  }

  /** What is asked and not answered yet, of a kind. */
  <Q> List<Q> asked(Class<Q> question) {
    return open.stream()
        .map(Effect.Ask::question)
        .filter(question::isInstance)
        .map(question::cast)
        .toList();
  }

  /** Answers the first question of a kind. */
  Stage answer(Class<?> question, Object value) {
    return result(question, new Result.Answered<>(value));
  }

  /** The first question of a kind finds Redis away. */
  Stage away(Class<?> question) {
    return result(question, AWAY);
  }

  Stage result(Class<?> question, Result<?> result) {
    Effect.Ask first =
        open.stream()
            .filter(ask -> question.isInstance(ask.question()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("not asked: " + question + " but " + open));
    open.remove(first);
    return take(new Input.Answer(first.id(), result));
  }

  /** What the visitor was sent since this was asked last, in a few words each. */
  List<String> heard() {
    List<String> heard = done.stream().map(Stage::words).flatMap(Optional::stream).toList();
    done.removeIf(effect -> words(effect).isPresent());
    return heard;
  }

  /** What was to be done of a kind since this was asked last. */
  <E extends Effect> List<E> done(Class<E> kind) {
    List<E> some = done.stream().filter(kind::isInstance).map(kind::cast).toList();
    done.removeIf(kind::isInstance);
    return some;
  }

  /** The events that others were told since this was asked last. */
  List<RoomEvent> told() {
    return done(Effect.Deliver.class).stream().map(Effect.Deliver::event).toList();
  }

  private static Optional<String> words(Effect effect) {
    return Optional.ofNullable(
        switch (effect) {
          case Effect.Welcome welcome -> "welcome " + welcome.state().wireName();
          case Effect.Waits waits -> "waiting";
          case Effect.Matched matched ->
              (matched.rewound() ? "rewound " : "matched ") + matched.room().id().value();
          case Effect.Pass pass -> "pass " + pass.relay().ref().orElse("");
          case Effect.Close close -> "close " + close.code().code();
          case Effect.Send send -> words(send.frame());
          case Effect.Banned banned -> "banned";
          case Effect.SendWithNext send -> words(send.frame());
          default -> null;
        });
  }

  private static String words(ServerFrame frame) {
    return switch (frame) {
      case ServerFrame.Left left -> "left " + left.room().value() + " " + left.reason().wireName();
      case ServerFrame.Error error ->
          "error " + error.code().wireName() + " " + error.ref().orElse("");
      default -> frame.type();
    };
  }
}
