package chat.passerby.gateway.http;

import chat.passerby.gateway.limits.AddressLimits;
import chat.passerby.gateway.limits.Admission;
import chat.passerby.gateway.limits.ClientAddress;
import chat.passerby.gateway.limits.Entrance;
import chat.passerby.gateway.proof.ProofGate;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.session.DeviceSeal;
import chat.passerby.session.Identity;
import chat.passerby.session.SessionTokens;
import chat.passerby.time.NodeClock;
import chat.passerby.web.BadBodyException;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpErrors;
import chat.passerby.web.HttpRefusal;
import chat.passerby.web.JsonBody;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/session}: gives a visitor a session and, the first time, a device. */
public final class SessionResource {
  private static final Logger log = LoggerFactory.getLogger(SessionResource.class);
  private static final Set<String> FIELDS = Set.of("adult", "altcha", "device");

  private final SessionTokens tokens;
  private final DeviceSeal devices;
  private final Entrance entrance;
  private final AddressLimits limits;
  private final ClientAddress addresses;
  private final BanCheck bans;
  private final ProofGate proofs;
  private final NodeClock clock;
  private final Runnable onIssued;
  private final Consumer<Admission.Refusal> onRefused;

  /**
   * @param onIssued counts a session
   * @param onRefused counts one that was not issued since the node had too much to do
   */
  public SessionResource(
      SessionTokens tokens,
      DeviceSeal devices,
      Entrance entrance,
      AddressLimits limits,
      ClientAddress addresses,
      BanCheck bans,
      ProofGate proofs,
      NodeClock clock,
      Runnable onIssued,
      Consumer<Admission.Refusal> onRefused) {
    this.tokens = tokens;
    this.devices = devices;
    this.entrance = entrance;
    this.limits = limits;
    this.addresses = addresses;
    this.bans = bans;
    this.proofs = proofs;
    this.clock = clock;
    this.onIssued = onIssued;
    this.onRefused = onRefused;
  }

  void handle(RoutingContext request) {
    Optional<Admission.Refusal> refusal =
        entrance.refusal(request.request()).filter(reason -> reason != Admission.Refusal.ADDRESS);
    if (refusal.isPresent()) {
      onRefused.accept(refusal.get());
      HttpErrors.send(request, HttpError.OVERLOADED, Admission.retryAfter());
      return;
    }
    InetAddress address = addresses.of(request.request());
    Optional<Duration> wait = limits.newSession(address);
    if (wait.isPresent()) {
      HttpErrors.send(request, HttpError.RATE_LIMITED, wait.get());
      return;
    }
    JsonObject body;
    try {
      body = JsonBody.of(request);
    } catch (BadBodyException e) {
      refuse(request, e.getMessage() + " Send a JSON object such as {\"adult\":true}.");
      return;
    }
    Optional<String> problem = problem(body);
    if (problem.isPresent()) {
      refuse(request, problem.get());
      return;
    }
    DeviceId device = device(body);
    bans.of(device, address)
        .onSuccess(
            ban ->
                ban.ifPresentOrElse(
                    banned -> send(request, 403, banned),
                    () -> prove(request, body, device, address)))
        .onFailure(request::fail);
  }

  /** {@code GET /api/challenge}: the challenge that a session would need, or 204. */
  void challenge(RoutingContext request) {
    proofs
        .challenge(addresses.of(request.request()))
        .ifPresentOrElse(
            challenge -> send(request, 200, challenge),
            () -> request.response().setStatusCode(204).end().onFailure(request::fail));
  }

  private void prove(
      RoutingContext request, JsonObject body, DeviceId device, InetAddress address) {
    Optional<String> solution = Optional.ofNullable(body.getString("altcha"));
    proofs
        .pass(solution, address)
        .onSuccess(
            passed -> {
              proofs.opened(address);
              answer(request, device);
            })
        .onFailure(
            e -> {
              if (solution.isEmpty()) {
                // The same visitor comes again at once, with the solution.
                limits.noSession(address);
              }
              refuse(request, e);
            });
  }

  private static void refuse(RoutingContext request, Throwable e) {
    switch (e) {
      case HttpRefusal refusal -> HttpErrors.send(request, refusal);
      case RedisUnavailableException away ->
          HttpErrors.send(request, HttpError.UNAVAILABLE, away.retryAfter());
      default -> request.fail(e);
    }
  }

  private static Optional<String> problem(JsonObject body) {
    for (String field : body.fieldNames()) {
      if (!FIELDS.contains(field)) {
        return Optional.of(
            "Only the fields adult, altcha and device are known here; leave out others.");
      }
    }
    if (!Boolean.TRUE.equals(body.getValue("adult"))) {
      return Optional.of("The field adult must be true: Passerby is for adults.");
    }
    if (isNotText(body, "device")) {
      return Optional.of("The field device must be the text that an earlier answer gave.");
    }
    if (isNotText(body, "altcha")) {
      return Optional.of("The field altcha must be the solution's text.");
    }
    return Optional.empty();
  }

  private static boolean isNotText(JsonObject body, String field) {
    return body.containsKey(field) && !(body.getValue(field) instanceof String);
  }

  /** A device id that is not ours, or was signed with a former key, is replaced by a new one. */
  private DeviceId device(JsonObject body) {
    return Optional.ofNullable(body.getString("device"))
        .flatMap(devices::open)
        .orElseGet(() -> DeviceId.made(clock.instant()));
  }

  private void answer(RoutingContext request, DeviceId device) {
    Identity identity = new Identity(SessionId.random(), device);
    SessionTokens.Issued issued = tokens.issue(identity);
    onIssued.run();
    send(
        request,
        201,
        new JsonObject()
            .put("token", issued.token())
            .put("session", identity.session().value())
            .put("device", devices.seal(device))
            .put("expiresAt", issued.expiresAt().toEpochMilli()));
  }

  private static void send(RoutingContext request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.toBuffer())
        .onFailure(e -> log.debug("A client did not read its answer: {}", e.getMessage()));
  }

  private static void refuse(RoutingContext request, String message) {
    HttpErrors.send(request, HttpError.BAD_REQUEST, message);
  }
}
