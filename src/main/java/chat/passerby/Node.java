package chat.passerby;

import chat.passerby.cluster.Crowd;
import chat.passerby.cluster.Duties;
import chat.passerby.cluster.HeartbeatVerticle;
import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.peer.PeerMeters;
import chat.passerby.cluster.peer.Peers;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.InboxVerticle;
import chat.passerby.gateway.Deadlines;
import chat.passerby.gateway.GatewaySettings;
import chat.passerby.gateway.http.PageFiles;
import chat.passerby.gateway.socket.GatewayVerticle;
import chat.passerby.matchmaking.pairing.PairingMeters;
import chat.passerby.matchmaking.pairing.PairingRounds;
import chat.passerby.matchmaking.pairing.PairingVerticle;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisCheck;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.LinkMeters;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.ServerRefusals;
import chat.passerby.session.SharedSecret;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.HttpFaults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node, put together: makes everything that its roles need and deploys it. */
final class Node {
  private static final Logger log = LoggerFactory.getLogger(Node.class);
  private static final long REDIS_SECONDS = 30;
  private static final long REST_SECONDS = 5;
  private static final long READY_MILLIS = 50;
  private static final long SECRETS_MILLIS = 500;

  private final Vertx vertx;
  private final NodeSettings settings;
  private final RedisEndpoint redis;
  private final SystemClock clock = new SystemClock();
  private final List<GatewayVerticle> gateways = new CopyOnWriteArrayList<>();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters = new Meters(registry);
  private final LinkSettings links =
      LinkSettings.DEFAULTS.watchedBy(new ServerRefusals(meters, clock), new LinkMeters(meters));
  private final HttpFaults httpFaults = new HttpFaults(meters, clock);
  private final Faults faults = new Faults(meters, clock);
  private final Management management;
  private final NodeParts parts;
  private final RedisLink link;
  private final SharedSecret secrets;
  private final Deployments deployments;
  private final Optional<PairingMeters> paired;
  private volatile @Nullable String pairing;
  private volatile @Nullable ModerationVerticle staff;
  private volatile Future<Void> rest = Future.succeededFuture();

  Node(Vertx vertx, NodeSettings settings, RedisEndpoint redis) {
    this.vertx = vertx;
    this.settings = settings;
    this.redis = redis;
    this.deployments = new Deployments(vertx);
    NodeId self = NodeId.random();
    this.management = new Management(vertx, settings, self, registry, meters, clock, httpFaults);
    this.parts =
        new NodeParts(
            self,
            clock,
            redis,
            settings.redis().evidence(),
            links,
            new ConnectedSessions(),
            new Neighbours(),
            meters,
            faults,
            new Peers(settings.links(), new PeerMeters(meters, clock)));
    this.paired =
        has(Role.PAIRING)
            ? Optional.of(new PairingMeters(meters, settings.matchmaking().lanes().all()))
            : Optional.empty();
    this.link = RedisLink.create(vertx, redis, links, "node");
    this.secrets = new SharedSecret(link);
    vertx.exceptionHandler(e -> faults.report(Part.UNCAUGHT, "Something broke.", e));
  }

  /**
   * Starts everything; fails with a {@link StartException} for what the operator can mend. Visitors
   * come first: what they do not need for their first page is started while they read it. The node
   * is ready once all of it is there.
   *
   * @return the port that visitors and moderators use; none for a node that serves neither
   */
  Future<List<Integer>> start() {
    return new RedisCheck(vertx, redis, link)
        .run(Duration.ofSeconds(REDIS_SECONDS))
        .compose(up -> parts.checkEvidence(vertx, Duration.ofSeconds(REDIS_SECONDS)))
        .compose(up -> secrets.obtain("jwt", settings.sessions().jwtSecret()))
        .onSuccess(parts.peers()::know)
        .compose(secret -> heartbeat().map(secret))
        .compose(
            secret -> settings.serves() ? serve(secret) : Future.succeededFuture(Optional.empty()))
        .compose(this::startRest)
        .compose(started -> serving())
        .onSuccess(serving -> vertx.setPeriodic(SECRETS_MILLIS, round -> keepSecrets()))
        .recover(e -> Future.failedFuture(StartException.explain(redis, e)))
        .map(serving -> ports());
  }

  /** What nobody needs for the first page. */
  private Future<Void> startRest(Optional<ModerationAssembly> moderation) {
    Future<Void> rest =
        moderation
            .map(its -> deployments.add(its::cases))
            .orElseGet(Future::succeededFuture)
            .compose(ranked -> has(Role.PAIRING) ? pairing() : Future.succeededFuture())
            .compose(paired -> has(Role.PROBER) ? prober() : Future.succeededFuture())
            .compose(paired -> management.start(this::redisServes));
    this.rest = rest;
    return rest;
  }

  /** Completes once nothing is just being started, which would break half-way; bounded. */
  private Future<Void> restIsStarted() {
    // Without a context: the caller may close Vert.x next, and a future that belongs to an event
    // loop never completes once that has ended.
    return Future.<Void>succeededFuture()
        .eventually(() -> rest.timeout(REST_SECONDS, TimeUnit.SECONDS));
  }

  private List<Integer> ports() {
    ModerationVerticle staff = this.staff;
    return staff == null
        ? gateways.stream().map(GatewayVerticle::port).distinct().toList()
        : List.of(staff.port());
  }

  private Future<Optional<ModerationAssembly>> serve(Secret tokens) {
    return TlsCertificate.read(vertx, settings.transport())
        .compose(read -> addressSecret())
        .compose(addresses -> serve(new NodeSecrets(tokens, addresses)));
  }

  private Future<Optional<ModerationAssembly>> serve(NodeSecrets secrets) {
    Future<PageFiles> page =
        vertx.executeBlocking(PageFiles::fromClassPath).map(Objects::requireNonNull);
    Future<Optional<ModerationAssembly>> moderation = moderation(secrets);
    return Future.all(page, moderation)
        .compose(
            both ->
                has(Role.GATEWAY)
                    ? gateway(secrets, page.result(), moderation.result())
                    : staff(moderation.result().orElseThrow(), page.result()))
        .map(serving -> moderation.result());
  }

  /** What moderators use; empty on a node that does not serve them. */
  private Future<Optional<ModerationAssembly>> moderation(NodeSecrets secrets) {
    if (!has(Role.MODERATION)) {
      return Future.succeededFuture(Optional.empty());
    }
    return vertx
        .executeBlocking(() -> AuditSecret.of(settings, secrets.tokens()))
        .map(Objects::requireNonNull)
        .map(
            secret ->
                Optional.of(
                    new ModerationAssembly(
                        vertx,
                        parts,
                        settings,
                        secret,
                        secrets.tokens(),
                        secrets.addresses(),
                        link,
                        httpFaults)));
  }

  private Future<String> staff(ModerationAssembly moderation, PageFiles page) {
    ModerationVerticle verticle = new ModerationVerticle(parts, moderation, page);
    GatewaySettings gateway = settings.gateway();
    return deployments
        .add(() -> verticle)
        .onSuccess(deployed -> staff = verticle)
        .recover(e -> NoListening.explain(e, gateway.host(), gateway.port(), "PASSERBY_PORT"));
  }

  private void keepSecrets() {
    secrets
        .keep()
        .onFailure(e -> faults.report(Part.NODE, "Redis was not asked for the secrets.", e));
  }

  private Future<Secret> addressSecret() {
    Optional<Secret> configured = settings.sessions().addressSecret();
    if (configured.isEmpty()) {
      log.warn(
          "PASSERBY_ADDRESS_SECRET is not set: one was made and is kept in Redis, where whoever"
              + " reads it can tell whose addresses are counted. Set it in production.");
    }
    return secrets.obtain("address", configured);
  }

  /**
   * Lets the visitors move to other nodes: turns unready, then takes nobody any more, leaves
   * pairing to others, and waits.
   *
   * @return whether nobody was left behind who could have moved
   */
  Future<Boolean> drain() {
    DrainProgress progress = management.beginToDrain();
    GatewaySettings gateway = settings.gateway();
    Drain drain =
        new Drain(
            vertx, gateways, parts.neighbours(), settings.drainNotice(), gateway.drain(), progress);
    return drain
        .notice()
        .compose(heard -> restIsStarted())
        .compose(started -> handOver())
        .compose(released -> drain.run());
  }

  private Future<Void> handOver() {
    String pairing = this.pairing;
    return pairing == null
        ? Future.succeededFuture()
        : deployments
            .end(pairing)
            .onFailure(e -> faults.report(Part.NODE, "Pairing was not handed over in order.", e))
            .otherwiseEmpty();
  }

  /** Ends what was started: visitors first, since their leaving still needs Redis. */
  Future<Void> stop() {
    return restIsStarted()
        .eventually(deployments::endAll)
        .eventually(link::close)
        .onComplete(closed -> management.close());
  }

  private Future<String> heartbeat() {
    return deployments.add(
        () ->
            new HeartbeatVerticle(
                context ->
                    new ClusterAssembly(parts)
                        .heartbeat(context, clock, this::duties, this::letGo)));
  }

  private Duties duties() {
    int here = parts.connected().count();
    Crowd crowd = new Crowd(here, management.isOpen() && settings.gateway().hasRoom(here));
    OptionalInt lanes = paired.map(PairingMeters::held).orElseGet(OptionalInt::empty);
    return new Duties(Optional.of(crowd).filter(its -> has(Role.GATEWAY)), lanes);
  }

  private Future<Void> letGo() {
    return Future.join(gateways.stream().map(GatewayVerticle::letGo).toList()).mapEmpty();
  }

  private Future<String> pairing() {
    PairingAssembly assembly =
        new PairingAssembly(
            parts,
            settings.matchmaking().lanes().all(),
            settings.matchmaking().policy(),
            settings.sessions().grace(),
            paired.orElseThrow(),
            PairingRounds.USUAL);
    return deployments
        .add(() -> new PairingVerticle(assembly::on), PairingAssembly.thread())
        .onSuccess(deployment -> pairing = deployment);
  }

  private Future<String> prober() {
    return deployments.add(() -> parts.prober(settings.prober()));
  }

  private Future<String> gateway(
      NodeSecrets secrets, PageFiles page, Optional<ModerationAssembly> moderation) {
    GatewaySettings gateway = settings.gateway();
    if (gateway.hasIdleTurnSecret()) {
      log.warn(
          "PASSERBY_TURN_SECRET has no effect: PASSERBY_TURN_URIS names no turn: or turns:"
              + " server.");
    }
    GatewayAssembly assembly =
        new GatewayAssembly(
            parts, settings, secrets, page, Deadlines.PROTOCOL, httpFaults, moderation);
    Supplier<GatewayVerticle> another =
        () -> {
          GatewayVerticle verticle = new GatewayVerticle(assembly::on);
          gateways.add(verticle);
          return verticle;
        };
    Supplier<InboxVerticle> inbox =
        () ->
            new InboxVerticle(
                context ->
                    new ClusterAssembly(parts)
                        .inbox(context, () -> gateways.forEach(GatewayVerticle::refresh)));
    int cores = Runtime.getRuntime().availableProcessors();
    return Future.all(
            deployments.add(inbox).recover(e -> NoListening.explain(e, settings.links())),
            deployments.add(assembly::sanctions))
        .compose(deployed -> deployments.add(another, new DeploymentOptions().setInstances(cores)))
        .recover(e -> NoListening.explain(e, gateway.host(), gateway.port(), "PASSERBY_PORT"));
  }

  private boolean has(Role role) {
    return settings.roles().contains(role);
  }

  /** Completes when the node is ready: whoever is told where it is finds it so. */
  private Future<Void> serving() {
    return redisServes()
        .compose(
            ready ->
                ready
                    ? Future.succeededFuture()
                    : vertx.timer(READY_MILLIS, TimeUnit.MILLISECONDS).compose(again -> serving()));
  }

  private Future<Boolean> redisServes() {
    return link.serves()
        .onFailure(e -> faults.report(Part.NODE, "Redis refused the check of its readiness.", e))
        .otherwise(false);
  }
}
