package chat.passerby;

import chat.passerby.cluster.NodeRegistry;
import chat.passerby.gateway.Deadlines;
import chat.passerby.gateway.GatewaySettings;
import chat.passerby.gateway.http.Origins;
import chat.passerby.gateway.http.PageFiles;
import chat.passerby.gateway.http.PageResource;
import chat.passerby.gateway.http.WebRoutes;
import chat.passerby.gateway.limits.AddressLimits;
import chat.passerby.gateway.limits.Admission;
import chat.passerby.gateway.limits.ClientAddress;
import chat.passerby.gateway.limits.Entrance;
import chat.passerby.gateway.limits.LoopLag;
import chat.passerby.gateway.socket.ServerOptions;
import chat.passerby.http.ConnectionGuard;
import chat.passerby.http.HttpDeadlines;
import chat.passerby.matchmaking.figures.FiguresBoard;
import chat.passerby.moderation.aftermath.Erasure;
import chat.passerby.moderation.aftermath.ErasureMeters;
import chat.passerby.moderation.aftermath.Holds;
import chat.passerby.moderation.aftermath.Precautions;
import chat.passerby.moderation.aftermath.Reversals;
import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditKey;
import chat.passerby.moderation.audit.AuditMeters;
import chat.passerby.moderation.audit.AuditReader;
import chat.passerby.moderation.cases.CaseFiles;
import chat.passerby.moderation.cases.CaseReader;
import chat.passerby.moderation.cases.CaseVerticle;
import chat.passerby.moderation.cases.CaseVerticle.Chore;
import chat.passerby.moderation.cases.Cases;
import chat.passerby.moderation.cases.Decisions;
import chat.passerby.moderation.figures.CaseFigures;
import chat.passerby.moderation.http.AppealEndpoints;
import chat.passerby.moderation.http.AuditEndpoints;
import chat.passerby.moderation.http.CaseEndpoints;
import chat.passerby.moderation.http.Endpoint;
import chat.passerby.moderation.http.FigureEndpoints;
import chat.passerby.moderation.http.ModerationRoutes;
import chat.passerby.moderation.http.PasskeyEndpoints;
import chat.passerby.moderation.http.QualityEndpoints;
import chat.passerby.moderation.http.RecordEndpoints;
import chat.passerby.moderation.http.RuleEndpoints;
import chat.passerby.moderation.http.SanctionEndpoints;
import chat.passerby.moderation.http.SearchEndpoints;
import chat.passerby.moderation.http.ShieldEndpoints;
import chat.passerby.moderation.http.StaffEndpoints;
import chat.passerby.moderation.passkey.PasskeyLogins;
import chat.passerby.moderation.passkey.PasskeyVerifier;
import chat.passerby.moderation.passkey.Passkeys;
import chat.passerby.moderation.quality.FiguresReader;
import chat.passerby.moderation.quality.GoldenCases;
import chat.passerby.moderation.quality.Looks;
import chat.passerby.moderation.quality.QualityMeters;
import chat.passerby.moderation.quality.RuleExamples;
import chat.passerby.moderation.records.ClockMeters;
import chat.passerby.moderation.records.Clocks;
import chat.passerby.moderation.records.MonthlyCounts;
import chat.passerby.moderation.records.SettingsLog;
import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.moderation.sanction.OverturnedSanctions;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.moderation.shield.Shields;
import chat.passerby.moderation.spam.OpenerVerdict;
import chat.passerby.moderation.staff.LoginMeters;
import chat.passerby.moderation.staff.Passwords;
import chat.passerby.moderation.staff.StaffLogins;
import chat.passerby.moderation.staff.StaffRoster;
import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.AddressTags;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.HttpFaults;
import chat.passerby.telemetry.Labelled;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Puts together what moderators use, and holds what all event loops of a node share. */
public final class ModerationAssembly {
  private final Vertx vertx;
  private final NodeParts node;
  private final NodeSettings settings;
  private final Secret secret;
  private final AppealTokens appeals;
  private final AddressTags tags;
  private final HttpFaults httpFaults;
  private final Audit audit;
  private final Passwords passwords;
  private final PasskeyVerifier passkeys;
  private final ErasureMeters erasureMeters;
  private final LoginMeters loginMeters;
  private final ClockMeters clockMeters;
  private final QualityMeters qualityMeters;
  private final Labelled<SanctionKind, Counter> sanctionCounts;

  /**
   * @param secret of the audit and of one-time codes
   * @param tokens signs what visitors appeal with
   * @param addresses keys the tags of IP addresses
   * @param link on which the audit is written
   */
  public ModerationAssembly(
      Vertx vertx,
      NodeParts node,
      NodeSettings settings,
      Secret secret,
      Secret tokens,
      Secret addresses,
      RedisLink link,
      HttpFaults httpFaults) {
    this.vertx = vertx;
    this.node = node;
    this.settings = settings;
    this.secret = secret;
    this.appeals = new AppealTokens(tokens);
    this.tags = new AddressTags(addresses);
    this.httpFaults = httpFaults;
    this.audit =
        new Audit(
            new ScriptRunner(link),
            new AuditKey(secret),
            settings.audit().checkpointEvery(),
            node.clock(),
            new AuditMeters(node.meters()));
    this.passwords = new Passwords(vertx);
    this.passkeys = new PasskeyVerifier(vertx);
    this.sanctionCounts =
        node.meters()
            .counters(
                "passerby_sanctions",
                "Sanctions made here, with those that wait for a second moderator",
                "kind",
                SanctionKind.class);
    this.loginMeters = new LoginMeters(node.meters());
    this.clockMeters = new ClockMeters(node.meters());
    this.qualityMeters = new QualityMeters(node.meters());
    this.erasureMeters = new ErasureMeters(node.meters(), node.clock());
  }

  /** Where what moderators do is written down. */
  Audit audit() {
    return audit;
  }

  /**
   * The moderators' addresses, for the event loop of these links.
   *
   * @param evidence to the Redis of reports
   */
  public ModerationRoutes routes(RedisLink link, EvidenceLink evidence, ClientAddress addresses) {
    StaffLogins logins =
        new StaffLogins(
            link, passwords, secret, audit, settings.staff(), node.clock(), loginMeters);
    StaffRoster roster = new StaffRoster(link, passwords, secret, audit, node.clock());
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(new StaffEndpoints(logins, roster).all());
    endpoints.addAll(
        new PasskeyEndpoints(
                settings.relyingParty(),
                new Passkeys(link, passkeys, logins, audit, node.clock()),
                new PasskeyLogins(link, passkeys, logins, audit, node.clock()))
            .all());
    endpoints.addAll(new AuditEndpoints(audit, new AuditReader(link), node.faults()).all());
    CaseFiles files = new CaseFiles(evidence.link(), node.faults());
    endpoints.addAll(new SanctionEndpoints(sanctions(link), tags, files, audit).all());
    Appeals heard = heard(link);
    endpoints.addAll(new AppealEndpoints(heard, audit, settings.deadlines()).all());
    endpoints.addAll(new RecordEndpoints(sanctions(link), new SettingsLog(link), audit).all());
    endpoints.addAll(
        new QualityEndpoints(
                figures(link, evidence),
                looks(evidence),
                new GoldenCases(evidence.link(), node.clock()),
                new CaseReader(evidence.link(), node.faults()),
                audit)
            .all());
    endpoints.addAll(traffic(link, evidence).all());
    RuleExamples examples = new RuleExamples(evidence.link(), node.faults(), vertx);
    endpoints.addAll(
        new RuleEndpoints(settings.spam().rules(), examples, link, audit, node.clock(), vertx)
            .all());
    endpoints.addAll(new ShieldEndpoints(new Shields(new ScriptRunner(link)), audit).all());
    endpoints.addAll(new SearchEndpoints(files, sanctions(link), heard).all());
    endpoints.addAll(
        new CaseEndpoints(
                openCases(link, evidence),
                files,
                decisions(link, evidence),
                looks(evidence),
                sanctions(link),
                audit,
                settings.deadlines(),
                node.clock())
            .all());
    return new ModerationRoutes(
        logins, endpoints, request -> tags.of(addresses.of(request)), node.clock());
  }

  private FigureEndpoints traffic(RedisLink link, EvidenceLink evidence) {
    NodeRegistry nodes = new NodeRegistry(link);
    FiguresBoard board = new FiguresBoard(link, node.faults());
    return new FigureEndpoints(
        () -> nodes.online(node.neighbours().isSteady()),
        () -> board.read(settings.matchmaking().lanes().all()),
        new CaseFigures(evidence.link(), node.clock()));
  }

  /** What ranks cases and carries out decisions. */
  CaseVerticle cases() {
    return new CaseVerticle(
        context -> node.link(context, "cases"),
        node::evidence,
        this::openCases,
        this::decisions,
        this::erasure,
        this::reversal,
        this::chores,
        node.faults());
  }

  private Decisions decisions(RedisLink link, EvidenceLink evidence) {
    return new Decisions(
        evidence.link(),
        sanctions(link),
        holds(link, evidence)::keep,
        precautions(link),
        looks(evidence),
        audit,
        settings.cases().undo(),
        node.faults());
  }

  private Cases openCases(RedisLink link, EvidenceLink evidence) {
    return new Cases(evidence.link(), precautions(link), node.faults());
  }

  private Precautions precautions(RedisLink link) {
    return new Precautions(sanctions(link), audit, settings.cases().precaution(), node.faults());
  }

  private Supplier<Future<Void>> erasure(RedisLink link, EvidenceLink evidence) {
    return new Erasure(evidence.link(), holds(link, evidence), erasureMeters)::run;
  }

  private Supplier<Future<Void>> reversal(RedisLink link, EvidenceLink evidence) {
    return new Reversals(
            evidence.link(), new OverturnedSanctions(link), sanctions(link), node.faults())
        ::run;
  }

  private List<Chore> chores(RedisLink link, EvidenceLink evidence) {
    Clocks clocks =
        new Clocks(evidence.link(), heard(link), settings.deadlines(), clockMeters, node.clock());
    SettingsLog log = new SettingsLog(link);
    Looks looks = looks(evidence);
    FiguresReader figures = figures(link, evidence);
    return List.of(
        new Chore("The clocks of reports and appeals were not read.", clocks::run),
        new Chore(
            "The figures of moderators were not read.",
            () ->
                looks
                    .settle()
                    .compose(settled -> figures.read())
                    .onSuccess(qualityMeters::show)
                    .mapEmpty()),
        new Chore(
            "The settings in force were not noted.",
            () -> vertx.executeBlocking(settings::inForce).compose(log::note)));
  }

  private Looks looks(EvidenceLink evidence) {
    return new Looks(
        evidence.link(),
        settings.quality(),
        settings.cases().undo(),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  private FiguresReader figures(RedisLink link, EvidenceLink evidence) {
    return new FiguresReader(
        new MonthlyCounts(link, evidence.link(), node.clock()),
        new CaseReader(evidence.link(), node.faults()),
        OpenerVerdict.reporters());
  }

  private Appeals heard(RedisLink link) {
    return new Appeals(
        link, new ScriptRunner(link), appeals, settings.sanctions().alone(), node.faults());
  }

  private Holds holds(RedisLink link, EvidenceLink evidence) {
    return new Holds(evidence.link(), sanctions(link), node.clock(), node.faults());
  }

  private Sanctions sanctions(RedisLink link) {
    return new Sanctions(
        new ScriptRunner(link),
        appeals,
        kind -> sanctionCounts.of(kind).increment(),
        node.faults());
  }

  /** A server for moderators alone, on that event loop; not listening yet. */
  HttpServer server(Context context, RedisLink link, EvidenceLink evidence, PageFiles page) {
    GatewaySettings gateway = settings.gateway();
    ClientAddress addresses = ClientAddress.behind(gateway.proxies(), httpFaults::unreadableHop);
    ConnectionGuard guard =
        new ConnectionGuard(
            HttpDeadlines.keepingAlive(gateway.keepAlive()), node.clock(), httpFaults::count);
    Entrance entrance =
        new Entrance(
            guard,
            new Admission(gateway.connections()),
            new AddressLimits(gateway.connectionsPerAddress(), 0, 0, node.clock()),
            addresses,
            new LoopLag(Duration.ZERO, System::nanoTime),
            httpFaults);
    WebRoutes routes =
        new WebRoutes(
            vertx,
            new Origins(gateway.origins(), httpFaults),
            Optional.empty(),
            Optional.of(routes(link, evidence, addresses)),
            new PageResource(page));
    vertx.setPeriodic(Deadlines.PROTOCOL.sweep().toMillis(), round -> guard.sweep());
    HttpServer server =
        guard
            .secure(
                vertx.createHttpServer(
                    ServerOptions.of(gateway, settings.transport(), Deadlines.PROTOCOL)))
            .connectionHandler(entrance::opened)
            .requestHandler(routes.router(node.faults()));
    settings.transport().tls().ifPresent(files -> files.watch(context, server));
    return server;
  }
}
