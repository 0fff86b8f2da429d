package chat.passerby.gateway.socket;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.cluster.NodeRegistry;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.Courier;
import chat.passerby.gateway.Absences;
import chat.passerby.gateway.CallMeters;
import chat.passerby.gateway.Deadlines;
import chat.passerby.gateway.EventLoop;
import chat.passerby.gateway.GatewayMeters;
import chat.passerby.gateway.GatewaySettings;
import chat.passerby.gateway.HeldNews;
import chat.passerby.gateway.LossWatch;
import chat.passerby.gateway.WaitingEstimates;
import chat.passerby.gateway.http.Origins;
import chat.passerby.gateway.http.PageFiles;
import chat.passerby.gateway.http.PageResource;
import chat.passerby.gateway.http.SessionResource;
import chat.passerby.gateway.http.SharedReading;
import chat.passerby.gateway.http.StatusResource;
import chat.passerby.gateway.http.WebRoutes;
import chat.passerby.gateway.limits.AddressLimits;
import chat.passerby.gateway.limits.Admission;
import chat.passerby.gateway.limits.ClientAddress;
import chat.passerby.gateway.limits.Entrance;
import chat.passerby.gateway.limits.LoopLag;
import chat.passerby.gateway.limits.Paces;
import chat.passerby.http.ConnectionGuard;
import chat.passerby.http.HttpDeadlines;
import chat.passerby.matchmaking.LanePlan;
import chat.passerby.matchmaking.MatchmakingSettings;
import chat.passerby.matchmaking.figures.FiguresBoard;
import chat.passerby.matchmaking.figures.PartitionFigures;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.Places;
import chat.passerby.matchmaking.queue.QueueMeters;
import chat.passerby.moderation.ModerationSettings;
import chat.passerby.moderation.ReportMeters;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.ServerFrameWriter;
import chat.passerby.protocol.reading.ClientFrameReader;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.session.DeviceSeal;
import chat.passerby.session.KeptSessions;
import chat.passerby.session.SessionSettings;
import chat.passerby.session.SessionTokens;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.HttpFaults;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The WebSocket edge and the HTTP before it, on one event loop; deployed once for each core. A
 * shell: it makes the parts, listens, and gives them their ticks.
 */
public final class GatewayVerticle extends VerticleBase {
  private static final long CLOSE_SECONDS = 2;

  private final Shared shared;
  private final Deadlines deadlines;
  private RedisLink link;
  private LoopLag loop;
  private ConnectionGuard guard;
  private SocketResource sockets;
  private HttpServer server;

  /** What all gateways of a node share. */
  public record Shared(
      NodeId self,
      GatewaySettings settings,
      SessionSettings sessions,
      MatchmakingSettings matchmaking,
      ModerationSettings moderation,
      Secret jwtSecret,
      Secret addressSecret,
      RedisEndpoint redis,
      LinkSettings links,
      ConnectedSessions connected,
      Neighbours neighbours,
      Admission admission,
      AddressLimits limits,
      Paces paces,
      GatewayMeters meters,
      QueueMeters queueMeters,
      CallMeters callMeters,
      ReportMeters reportMeters,
      HttpFaults httpFaults,
      Faults faults,
      PageFiles page,
      HeldBytes held,
      NodeClock clock) {}

  public GatewayVerticle(Shared shared) {
    this(shared, Deadlines.PROTOCOL);
  }

  public GatewayVerticle(Shared shared, Deadlines deadlines) {
    this.shared = shared;
    this.deadlines = deadlines;
  }

  @Override
  public Future<?> start() {
    link = RedisLink.create(vertx, shared.redis(), shared.links(), "gateway");
    ScriptRunner runner = new ScriptRunner(link);
    Courier courier =
        new Courier(
            shared.self(),
            shared.connected(),
            new NodeChannel(context, link),
            shared.neighbours(),
            shared.faults());
    EventLoop eventLoop = new EventLoop(context);
    LaneQueue queue = new LaneQueue(eventLoop::run, runner, shared.queueMeters(), shared.faults());
    SessionTokens tokens =
        new SessionTokens(
            vertx, shared.jwtSecret(), shared.sessions().tokenLifetime(), shared.clock());
    LanePlan lanes = shared.matchmaking().lanes();
    FiguresBoard board = new FiguresBoard(link, shared.faults());
    SharedReading<Map<String, PartitionFigures>> figures =
        new SharedReading<>(() -> board.read(lanes.all()), shared.clock());
    Places places = new Places(link, runner, lanes.all(), shared.faults());
    KeptSessions kept = new KeptSessions(link, runner);
    HeldNews news = new HeldNews(shared.neighbours());
    HeldFrames frames = new HeldFrames(shared.neighbours());
    LossWatch losses =
        new LossWatch(vertx, link, lanes.all(), shared.faults(), () -> sockets.restore());
    WaitingEstimates estimates = new WaitingEstimates(figures, shared.faults());
    Absences absences = new Absences(vertx, shared.sessions().grace());
    Greeting greeting =
        new VisitAssembly(shared, eventLoop, link, runner)
            .greeting(courier, queue, tokens, places, kept, news, losses, estimates, absences);
    GatewayParts parts =
        new GatewayParts(
            eventLoop,
            shared.settings(),
            deadlines,
            greeting,
            frames,
            absences,
            new ClientFrameReader(),
            new ServerFrameWriter(),
            shared.meters(),
            shared.faults(),
            shared.held(),
            shared.clock());
    ClientAddress addresses =
        ClientAddress.behind(shared.settings().proxies(), shared.httpFaults()::unreadableHop);
    Origins origins = new Origins(shared.settings().origins(), shared.httpFaults());
    loop = new LoopLag(shared.settings().loopLag(), System::nanoTime);
    guard =
        new ConnectionGuard(
            HttpDeadlines.keepingAlive(shared.settings().keepAlive()),
            shared.clock(),
            shared.httpFaults()::count);
    Entrance entrance =
        new Entrance(
            guard, shared.admission(), shared.limits(), addresses, loop, shared.httpFaults());
    sockets = new SocketResource(parts, origins, entrance, shared.limits(), addresses);
    SessionResource sessions =
        new SessionResource(
            tokens,
            new DeviceSeal(shared.jwtSecret()),
            entrance,
            shared.limits(),
            addresses,
            shared.meters()::sessionIssued,
            shared.meters()::refusedSession);
    NodeRegistry nodes = new NodeRegistry(link);
    StatusResource status =
        new StatusResource(
            new SharedReading<>(() -> nodes.online(shared.neighbours().isSteady()), shared.clock()),
            figures,
            lanes);
    server =
        guard
            .secure(vertx.createHttpServer(ServerOptions.of(shared.settings(), deadlines)))
            .connectionHandler(entrance::opened)
            .requestHandler(
                new WebRoutes(
                        vertx,
                        origins,
                        sessions,
                        status,
                        sockets::handle,
                        new PageResource(shared.page()))
                    .router(shared.faults()));
    link.onUp(() -> sockets.refresh(true));
    link.onUp(losses::round);
    vertx.setPeriodic(LossWatch.PERIOD.toMillis(), round -> losses.round());
    shared.neighbours().onCurrent(() -> context.runOnContext(turn -> news.release()));
    shared.neighbours().onAwake(() -> context.runOnContext(turn -> frames.release()));
    shared.neighbours().onDeath(dead -> context.runOnContext(turn -> sockets.nodesDied(dead)));
    return link.start().compose(up -> server.listen()).onSuccess(listening -> beginRounds());
  }

  /** The port in use, once started. */
  public int port() {
    return server.actualPort();
  }

  /** Makes up for messages from other nodes that may have been missed. */
  public void refresh() {
    context.runOnContext(turn -> sockets.refresh(true));
  }

  /** Takes nobody any more, and asks everyone to connect elsewhere within {@code spread}. */
  public void drain(Duration spread) {
    context.runOnContext(turn -> sockets.drain(spread));
  }

  /** How many sockets are open here. */
  public Future<Integer> connections() {
    Promise<Integer> count = Promise.promise();
    context.runOnContext(turn -> count.complete(sockets.count()));
    return count.future();
  }

  /** Closes all connections, whose sessions others look after by now. */
  public Future<Void> letGo() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        turn -> {
          sockets.letGo();
          done.complete();
        });
    return done.future();
  }

  private void beginRounds() {
    tickOn();
    vertx.setPeriodic(
        deadlines.sweep().toMillis(),
        round -> {
          sockets.sweep(shared.clock().millis());
          guard.sweep();
        });
    vertx.setPeriodic(
        LaneQueue.REFRESH.toMillis(),
        round -> {
          sockets.refresh(false);
          shared.limits().sweep();
        });
  }

  /** Tick by tick: a periodic timer makes up for what a block has kept it from, all at once. */
  private void tickOn() {
    vertx.setTimer(
        LoopLag.PERIOD.toMillis(),
        tick -> {
          shared.meters().late(loop.tick());
          tickOn();
        });
  }

  @Override
  public Future<?> stop() {
    sockets.closeAll();
    return server
        .shutdown(CLOSE_SECONDS, TimeUnit.SECONDS)
        .eventually(() -> link.close())
        .onFailure(e -> shared.faults().report(Part.NODE, "A gateway did not end in order.", e))
        .otherwiseEmpty();
  }
}
