package chat.passerby;

import chat.passerby.VisitAssembly.Reception;
import chat.passerby.cluster.NodeRegistry;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.gateway.Deadlines;
import chat.passerby.gateway.EventLoop;
import chat.passerby.gateway.GatewayMeters;
import chat.passerby.gateway.GatewaySettings;
import chat.passerby.gateway.LossWatch;
import chat.passerby.gateway.TlsFiles;
import chat.passerby.gateway.http.AppealResource;
import chat.passerby.gateway.http.BanCheck;
import chat.passerby.gateway.http.IcebreakersResource;
import chat.passerby.gateway.http.Origins;
import chat.passerby.gateway.http.PageFiles;
import chat.passerby.gateway.http.PageResource;
import chat.passerby.gateway.http.SessionResource;
import chat.passerby.gateway.http.SharedReading;
import chat.passerby.gateway.http.StatusResource;
import chat.passerby.gateway.http.TransparencyResource;
import chat.passerby.gateway.http.WebRoutes;
import chat.passerby.gateway.http.WebRoutes.Visitors;
import chat.passerby.gateway.levelling.Levelling;
import chat.passerby.gateway.levelling.LoopShare;
import chat.passerby.gateway.limits.AddressLimits;
import chat.passerby.gateway.limits.Admission;
import chat.passerby.gateway.limits.ClientAddress;
import chat.passerby.gateway.limits.Entrance;
import chat.passerby.gateway.limits.LoopLag;
import chat.passerby.gateway.proof.ProofDemand;
import chat.passerby.gateway.proof.ProofGate;
import chat.passerby.gateway.proof.ProofMeters;
import chat.passerby.gateway.socket.ConnectionLimits;
import chat.passerby.gateway.socket.Connections;
import chat.passerby.gateway.socket.Flushes;
import chat.passerby.gateway.socket.Gateway;
import chat.passerby.gateway.socket.Gateway.Round;
import chat.passerby.gateway.socket.HeldBytes;
import chat.passerby.gateway.socket.HeldFrames;
import chat.passerby.gateway.socket.ServerOptions;
import chat.passerby.gateway.socket.SocketResource;
import chat.passerby.gateway.socket.Surroundings;
import chat.passerby.http.ConnectionGuard;
import chat.passerby.http.HttpDeadlines;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.moderation.records.MonthlyCounts;
import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.moderation.sanction.SanctionBook;
import chat.passerby.moderation.sanction.SanctionVerticle;
import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.moderation.shield.ShieldReader;
import chat.passerby.moderation.spam.WordRuleBook;
import chat.passerby.protocol.ServerFrameWriter;
import chat.passerby.protocol.reading.ClientFrameReader;
import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.AddressTags;
import chat.passerby.session.DeviceSeal;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.HttpFaults;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.Optional;

/** Puts together a gateway for each event loop, and holds what all of them share. */
public final class GatewayAssembly {
  private final NodeParts node;
  private final NodeSettings settings;
  private final NodeSecrets secrets;
  private final PageFiles page;
  private final Deadlines deadlines;
  private final HttpFaults httpFaults;
  private final Optional<ModerationAssembly> moderation;
  private final GatewayMeters meters;
  private final SanctionBook sanctions;
  private final ShieldBook shield = new ShieldBook();
  private final VisitAssembly visits;
  private final Admission admission;
  private final AddressLimits addressLimits;
  private final HeldBytes held = new HeldBytes();
  private final ProofDemand proofs;
  private final ProofMeters proofMeters;
  private final Levelling levelling;

  /**
   * @param deadlines of the connections
   * @param moderation none where the node does not serve moderators
   */
  public GatewayAssembly(
      NodeParts node,
      NodeSettings settings,
      NodeSecrets secrets,
      PageFiles page,
      Deadlines deadlines,
      HttpFaults httpFaults,
      Optional<ModerationAssembly> moderation) {
    GatewaySettings gateway = settings.gateway();
    this.node = node;
    this.settings = settings;
    this.secrets = secrets;
    this.page = page;
    this.deadlines = deadlines;
    this.httpFaults = httpFaults;
    this.moderation = moderation;
    this.meters = new GatewayMeters(node.meters());
    this.sanctions = new SanctionBook(new AddressTags(secrets.addresses()), node.clock());
    this.visits = new VisitAssembly(node, settings, secrets, sanctions, shield, meters);
    this.proofs = new ProofDemand(settings.proof(), node.clock(), shield);
    this.proofMeters = new ProofMeters(node.meters());
    this.levelling =
        new Levelling(
            node.self(),
            node.neighbours(),
            node.connected()::count,
            gateway.handoversPerSecond(),
            node.clock(),
            node.meters());
    this.admission = new Admission(gateway.connections());
    this.addressLimits =
        new AddressLimits(
            gateway.connectionsPerAddress(),
            gateway.sessionsPerMinute(),
            settings.sanctions().appealsPerAddress(),
            node.clock());
  }

  /** What keeps all gateways informed of sanctions and the shield; to be deployed before them. */
  public SanctionVerticle sanctions() {
    sanctions.onChange(
        subjects ->
            node.connected()
                .tell(
                    visitor ->
                        sanctions.concerns(
                            subjects,
                            visitor.address().session(),
                            visitor.device(),
                            visitor.from()),
                    new RoomEvent.Sanctioned()));
    return new SanctionVerticle(
        node.redis(),
        node.links(),
        new AppealTokens(secrets.tokens()),
        sanctions,
        runner -> new ShieldReader(runner, shield, node.clock())::read,
        node.neighbours(),
        node.clock(),
        node.faults());
  }

  /** A gateway on that event loop, which is still to be started. */
  public Gateway on(Context context) {
    EventLoop loop = new EventLoop(context);
    RedisLink link = node.link(context, "gateway");
    EvidenceLink evidence = node.evidence(context, link);
    Reception reception = visits.reception(loop, link, evidence);
    Connections connections = connections(loop, reception);
    LossWatch losses = reception.losses();
    losses.onLoss(connections::restore);
    LoopLag lag = new LoopLag(settings.gateway().loopLag(), System::nanoTime);
    ConnectionGuard guard =
        new ConnectionGuard(
            HttpDeadlines.keepingAlive(settings.gateway().keepAlive()),
            node.clock(),
            httpFaults::count);
    HttpServer server = server(context, link, evidence, reception, connections, lag, guard);
    LoopShare share = levelling.share();
    List<Round> rounds =
        List.of(
            new Round(deadlines.sweep(), () -> connections.sweep(node.clock().millis())),
            new Round(deadlines.sweep(), guard::sweep),
            new Round(deadlines.sweep(), () -> connections.level(share)),
            new Round(LossWatch.PERIOD, losses::round),
            new Round(LaneQueue.REFRESH, () -> connections.refresh(false)),
            new Round(LaneQueue.REFRESH, addressLimits::sweep),
            new Round(LaneQueue.REFRESH, proofs::sweep),
            new Round(LaneQueue.REFRESH, visits::sweep),
            new Round(WordRuleBook.PERIOD, () -> readRules(context)),
            new Round(WordRuleBook.PERIOD, () -> writeHits(link)),
            new Round(TlsFiles.PERIOD, () -> renewTls(context, server)));
    link.onUp(() -> connections.refresh(true));
    link.onUp(losses::round);
    return new Gateway(
        loop, link, evidence, server, connections, rounds, lag, meters::late, node.faults());
  }

  /** The first of the event loops that comes round reads for all of them. */
  private void readRules(Context context) {
    if (visits.rules().isKept()) {
      context
          .executeBlocking(
              () -> {
                visits.rules().look();
                return true;
              })
          .onFailure(e -> node.faults().report(Part.NODE, "The word rules were not read.", e));
    }
  }

  /** While Redis is away they are kept, and {@link RedisLink} says that it is. */
  private void writeHits(RedisLink link) {
    var unused = visits.ruleHits().write(link, node.clock().instant()).otherwiseEmpty();
  }

  private void renewTls(Context context, HttpServer server) {
    settings.transport().tls().ifPresent(files -> files.renew(context, server));
  }

  private Connections connections(EventLoop loop, Reception reception) {
    GatewaySettings gateway = settings.gateway();
    HeldFrames frames = new HeldFrames(node.neighbours());
    Connections connections =
        new Connections(
            new Surroundings(
                loop,
                new ConnectionLimits(
                    gateway.framesPerSecond(), gateway.outboundBytes(), deadlines, held),
                new ClientFrameReader(),
                new ServerFrameWriter(),
                frames,
                new Flushes(loop),
                reception.greeting(),
                meters,
                node.faults(),
                node.clock()),
            reception.absences());
    node.neighbours().onCurrent(() -> loop.run(reception.news()::release));
    node.neighbours().onAwake(() -> loop.run(frames::release));
    node.neighbours().onDeath(dead -> loop.run(() -> connections.nodesDied(dead)));
    return connections;
  }

  private ProofGate proofs(RedisLink link) {
    return new ProofGate(
        secrets.tokens(), proofs, new ScriptRunner(link), proofMeters, node.clock());
  }

  private HttpServer server(
      Context context,
      RedisLink link,
      EvidenceLink evidence,
      Reception reception,
      Connections connections,
      LoopLag lag,
      ConnectionGuard guard) {
    ClientAddress addresses =
        ClientAddress.behind(settings.gateway().proxies(), httpFaults::unreadableHop);
    Origins origins = new Origins(settings.gateway().origins(), httpFaults);
    Entrance entrance = new Entrance(guard, admission, addressLimits, addresses, lag, httpFaults);
    SocketResource sockets =
        new SocketResource(connections, origins, entrance, addressLimits, addresses, meters);
    SessionResource sessions =
        new SessionResource(
            reception.tokens(),
            new DeviceSeal(secrets.tokens()),
            entrance,
            addressLimits,
            addresses,
            new BanCheck(sanctions, new AppealTokens(secrets.tokens()), context),
            proofs(link),
            node.clock(),
            meters::sessionIssued,
            meters::refusedSession);
    AppealResource appeals =
        new AppealResource(
            new Appeals(
                link,
                new ScriptRunner(link),
                new AppealTokens(secrets.tokens()),
                settings.sanctions().alone(),
                node.faults()),
            addressLimits,
            addresses,
            settings.sanctions().alone());
    NodeRegistry nodes = new NodeRegistry(link);
    StatusResource status =
        new StatusResource(
            new SharedReading<>(() -> nodes.online(node.neighbours().isSteady()), node.clock()),
            reception.figures(),
            settings.matchmaking().lanes());
    MonthlyCounts counts = new MonthlyCounts(link, evidence.link(), node.clock());
    TransparencyResource transparency =
        new TransparencyResource(
            new SharedReading<>(() -> counts.last(MonthlyCounts.MOST), node.clock()));
    WebRoutes routes =
        new WebRoutes(
            context.owner(),
            origins,
            Optional.of(
                new Visitors(
                    sessions,
                    appeals,
                    status,
                    transparency,
                    new IcebreakersResource(settings.icebreakers().lines()),
                    sockets::handle)),
            moderation.map(its -> its.routes(link, evidence, addresses)),
            new PageResource(page));
    return guard
        .secure(
            context
                .owner()
                .createHttpServer(
                    ServerOptions.of(settings.gateway(), settings.transport(), deadlines)))
        .connectionHandler(entrance::opened)
        .requestHandler(routes.router(node.faults()));
  }
}
