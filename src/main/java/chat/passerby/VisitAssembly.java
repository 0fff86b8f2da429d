package chat.passerby;

import chat.passerby.delivery.Courier;
import chat.passerby.delivery.Successors;
import chat.passerby.delivery.UntoldEnds;
import chat.passerby.device.DeviceMemory;
import chat.passerby.device.DeviceNotes;
import chat.passerby.gateway.Absences;
import chat.passerby.gateway.CallMeters;
import chat.passerby.gateway.Departures;
import chat.passerby.gateway.EventLoop;
import chat.passerby.gateway.GatewayMeters;
import chat.passerby.gateway.GatewaySettings;
import chat.passerby.gateway.HeldNews;
import chat.passerby.gateway.LossWatch;
import chat.passerby.gateway.Postponed;
import chat.passerby.gateway.Returning;
import chat.passerby.gateway.Settling;
import chat.passerby.gateway.VisitLife;
import chat.passerby.gateway.VisitorStores;
import chat.passerby.gateway.WaitingEstimates;
import chat.passerby.gateway.http.IceServers;
import chat.passerby.gateway.http.SharedReading;
import chat.passerby.gateway.limits.HasteLimits;
import chat.passerby.gateway.limits.Newcomers;
import chat.passerby.gateway.limits.Paces;
import chat.passerby.gateway.socket.Answers;
import chat.passerby.gateway.socket.Arrivals;
import chat.passerby.gateway.socket.Deeds;
import chat.passerby.gateway.socket.Greeting;
import chat.passerby.gateway.socket.VisitFrames;
import chat.passerby.gateway.socket.Visits;
import chat.passerby.matchmaking.figures.FiguresBoard;
import chat.passerby.matchmaking.figures.PartitionFigures;
import chat.passerby.matchmaking.policy.PairingPolicy;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.Places;
import chat.passerby.matchmaking.queue.QueueMeters;
import chat.passerby.matchmaking.rewind.Rewinds;
import chat.passerby.moderation.Outcomes;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.moderation.ReportMeters;
import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.SanctionBook;
import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.moderation.spam.OpenerDesk;
import chat.passerby.moderation.spam.OpenerSketcher;
import chat.passerby.moderation.spam.RuleHits;
import chat.passerby.moderation.spam.Screening;
import chat.passerby.moderation.spam.SpamMeters;
import chat.passerby.moderation.spam.WordRuleBook;
import chat.passerby.protocol.Limits;
import chat.passerby.protocol.RoomId;
import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.KeptRooms;
import chat.passerby.room.Lane;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.session.AddressTags;
import chat.passerby.session.KeptSessions;
import chat.passerby.session.OpenSessionScript;
import chat.passerby.session.SessionTokens;
import chat.passerby.telemetry.Faults;
import chat.passerby.time.NodeClock;
import chat.passerby.visit.state.VisitSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Puts together what receives visitors and carries out their visits, once for each event loop. */
public final class VisitAssembly {
  private final NodeParts node;
  private final NodeSettings settings;
  private final NodeSecrets secrets;
  private final SanctionBook sanctions;
  private final ShieldBook shield;
  private final GatewayMeters meters;
  private final QueueMeters queueMeters;
  private final CallMeters callMeters;
  private final ReportMeters reportMeters;
  private final SpamMeters spamMeters;
  private final VisitLife life;
  private final WordRuleBook rules;
  private final Screening screening;
  private final Paces paces = new Paces();
  private final Newcomers newcomers;

  public VisitAssembly(
      NodeParts node,
      NodeSettings settings,
      NodeSecrets secrets,
      SanctionBook sanctions,
      ShieldBook shield,
      GatewayMeters meters) {
    this.node = node;
    this.settings = settings;
    this.secrets = secrets;
    this.sanctions = sanctions;
    this.shield = shield;
    this.newcomers = new Newcomers(shield);
    this.meters = meters;
    this.queueMeters = new QueueMeters(node.meters(), lanes());
    this.life = new VisitLife(node.meters(), settings.sessions().grace());
    this.callMeters = new CallMeters(node.meters());
    this.spamMeters = new SpamMeters(node.meters());
    this.rules = new WordRuleBook(settings.spam().rules(), spamMeters);
    this.screening =
        new Screening(
            rules,
            settings.spam().openers(),
            new OpenerSketcher(secrets.addresses()),
            spamMeters,
            settings.icebreakers().lines().texts());
    this.reportMeters = new ReportMeters(node.meters(), node.clock());
  }

  /** How often the word rules were hit here. */
  RuleHits ruleHits() {
    return spamMeters.hits();
  }

  /** The word rules that all visits are held to. */
  WordRuleBook rules() {
    return rules;
  }

  /**
   * What receives the visitors of one event loop.
   *
   * @param absences those of them who are away and may come back
   * @param news what they are told only when this node knows that it is alive
   * @param losses notices when Redis has lost its data
   * @param figures what is known of the lanes
   */
  public record Reception(
      Greeting greeting,
      SessionTokens tokens,
      Absences absences,
      HeldNews news,
      LossWatch losses,
      SharedReading<Map<String, PartitionFigures>> figures) {}

  /**
   * What receives the visitors of that event loop.
   *
   * @param link to Redis, for this event loop alone
   * @param evidence the same to the Redis of reports
   */
  public Reception reception(EventLoop loop, RedisLink link, EvidenceLink evidence) {
    NodeClock clock = node.clock();
    Faults faults = node.faults();
    Duration grace = settings.sessions().grace();
    Courier courier = node.linkedCourier(loop.context(), link);
    // Behind the tickets of the turn: whoever waits for a match must not wait for what else is
    // noted.
    ScriptRunner runner = new ScriptRunner(link, loop::runLast);
    VisitorStores stores = stores(loop, link, runner);
    FiguresBoard board = new FiguresBoard(link, faults);
    SharedReading<Map<String, PartitionFigures>> figures =
        new SharedReading<>(() -> board.read(lanes()), clock);
    WaitingEstimates estimates = new WaitingEstimates(figures, faults);
    Absences absences = new Absences(loop.vertx(), grace);
    HeldNews news = new HeldNews(node.neighbours());
    LossWatch losses = new LossWatch(loop.vertx(), link, lanes(), faults);
    SessionTokens tokens =
        new SessionTokens(
            loop.vertx(), secrets.tokens(), settings.sessions().tokenLifetime(), clock);
    Departures departures =
        new Departures(
            new Postponed(loop.context(), link, faults),
            new LeaveRoomScript(runner),
            new UntoldEnds(stores.sessions(), courier),
            new Successors(stores.sessions(), courier),
            stores.queue(),
            stores.places(),
            courier,
            grace);
    Arrivals arrivals =
        new Arrivals(
            node.self(),
            loop,
            new OpenSessionScript(runner, KeptSessions.MEMORY),
            new AddressTags(secrets.addresses()),
            node.connected(),
            courier,
            faults);
    Answers answers =
        new Answers(
            loop,
            stores,
            estimates,
            courier,
            new DeviceNotes(link),
            new ReportDesk(new ScriptRunner(evidence.link()), settings.moderation(), reportMeters),
            new OpenerDesk(secrets.addresses(), new ScriptRunner(link), spamMeters, node.clock()),
            new Outcomes(evidence.link(), node.clock()),
            new AddressTags(secrets.addresses()),
            sanctions);
    VisitFrames frames = frames(estimates);
    Deeds deeds =
        new Deeds(
            answers,
            frames,
            courier,
            departures,
            arrivals,
            new Postponed(loop.context(), link, faults),
            absences,
            meters,
            callMeters);
    Greeting greeting =
        new Greeting(
            tokens,
            sanctions,
            frames,
            node.neighbours(),
            new Settling(loop, link, node.links(), stores.sessions(), node.neighbours(), clock),
            arrivals,
            new Returning(loop, stores.places(), stores.rooms(), losses, departures, grace, faults),
            stores.devices(),
            new Visits(visits(), haste(), deeds, news, life, faults, clock),
            faults);
    return new Reception(greeting, tokens, absences, news, losses, figures);
  }

  private List<Lane> lanes() {
    return settings.matchmaking().lanes().all();
  }

  private VisitorStores stores(EventLoop loop, RedisLink link, ScriptRunner runner) {
    return new VisitorStores(
        new LaneQueue(loop::run, runner, queueMeters, node.faults()),
        new Places(link, runner, settings.matchmaking().lanes(), node.faults()),
        new KeptRooms(runner),
        new KeptSessions(link, runner),
        new DeviceMemory(runner, settings.matchmaking().policy().recentWindow(), node.clock()),
        new Rewinds(link, runner));
  }

  private VisitFrames frames(WaitingEstimates estimates) {
    GatewaySettings gateway = settings.gateway();
    return new VisitFrames(
        new IceServers(gateway.turnUris(), gateway.turnSecret(), secrets.tokens(), node.clock()),
        new AppealTokens(secrets.tokens()),
        new Limits(
            Limits.FRAME_BYTES,
            Limits.TEXT_CHARS,
            gateway.framesPerSecond(),
            gateway.nextPerMinute(),
            settings.sessions().grace()),
        estimates,
        node.clock());
  }

  private VisitSettings visits() {
    return new VisitSettings(
        settings.matchmaking().lanes(),
        new PairingPolicy(settings.matchmaking().policy()),
        settings.sessions().grace(),
        settings.matchmaking().policy().recentWindow(),
        new SplittableRandom(),
        RoomId::random,
        settings.sanctions().helpLines(),
        screening,
        shield);
  }

  /** Forgets what limits of the whole node need no more. */
  void sweep() {
    newcomers.sweep(node.clock().instant());
  }

  private HasteLimits haste() {
    GatewaySettings gateway = settings.gateway();
    return new HasteLimits(paces, gateway.look(), gateway.nextPerMinute(), newcomers, node.clock());
  }
}
