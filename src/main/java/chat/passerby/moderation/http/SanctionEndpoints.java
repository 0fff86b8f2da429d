package chat.passerby.moderation.http;

import chat.passerby.moderation.Party;
import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.cases.CaseFiles;
import chat.passerby.moderation.records.Grounding;
import chat.passerby.moderation.sanction.Change;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.SessionId;
import chat.passerby.protocol.WireNamed;
import chat.passerby.session.AddressTags;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Sanctions that need no case: made, confirmed, lifted and looked at. */
public final class SanctionEndpoints {
  private static final Map<String, Reason> REASONS = WireNamed.index(Reason.class);
  private static final int MAX_WHY = 500;
  private static final int MAX_ID = 64;

  private final Sanctions sanctions;
  private final AddressTags tags;
  private final CaseFiles files;
  private final Audit audit;

  /**
   * @param files tell whom a case is about
   */
  public SanctionEndpoints(Sanctions sanctions, AddressTags tags, CaseFiles files, Audit audit) {
    this.sanctions = sanctions;
    this.tags = tags;
    this.files = files;
    this.audit = audit;
  }

  /** All of them. */
  public List<Endpoint> all() {
    StaffRole role = StaffRole.MODERATOR;
    return List.of(
        Endpoint.of(HttpMethod.GET, "/sanctions", role, this::list),
        Endpoint.of(HttpMethod.POST, "/sanctions", role, this::impose),
        Endpoint.of(HttpMethod.POST, "/sanctions/:sanction/confirmation", role, this::confirm),
        Endpoint.of(HttpMethod.DELETE, "/sanctions/:sanction", role, this::lift));
  }

  private Future<Answer> list(StaffRequest request) {
    int limit = request.limit();
    OptionalLong after = number(request.after());
    return sanctions
        .list(limit, after)
        .map(
            page -> {
              JsonArray items = new JsonArray();
              page.forEach(sanction -> items.add(described(sanction)));
              String next = page.size() < limit ? null : Long.toString(page.getLast().version());
              return Answer.ok(new JsonObject().put("items", items).put("next", next));
            });
  }

  static OptionalLong number(Optional<String> after) {
    if (after.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!after.get().matches("[0-9]{1,18}")) {
      throw HttpRefusal.of(
          HttpError.BAD_VALUE, "The parameter after must be what an earlier list has given.");
    }
    return OptionalLong.of(Long.parseLong(after.get()));
  }

  private Future<Answer> impose(StaffRequest request) {
    Fields body =
        request.body(
            "sanction",
            "kind",
            "mutes",
            "minutes",
            "session",
            "device",
            "about",
            "address",
            "network",
            "reason",
            "statement",
            "evidence");
    return about(body).compose(about -> impose(order(request, body, about)));
  }

  /** Whom the case is about that is named; there may be none. */
  private Future<Optional<Party>> about(Fields body) {
    return body.has("about")
        ? files
            .subject(id(body, "about", CaseId::new))
            .map(
                found -> {
                  if (found.isEmpty()) {
                    throw HttpRefusal.of(
                        HttpError.BAD_VALUE, "The field about must be the id of a case.");
                  }
                  return found;
                })
        : Future.succeededFuture(Optional.empty());
  }

  private Order order(StaffRequest request, Fields body, Optional<Party> about) {
    return new Order(
        body.has("sanction") ? id(body, "sanction", SanctionId::new) : SanctionId.random(),
        kind(body),
        subjects(body, about),
        body.choice(
            "reason",
            text -> Optional.ofNullable(REASONS.get(text)),
            "one of " + String.join(", ", REASONS.keySet().stream().sorted().toList())),
        body.has("minutes")
            ? Optional.of(Duration.ofMinutes(body.number("minutes", 1, Order.MAX_SPAN.toMinutes())))
            : Optional.empty(),
        request.member().name().value(),
        body.textIfAny("statement", Order.MAX_STATEMENT / 2).orElse(""),
        body.textIfAny("evidence", MAX_ID));
  }

  private Future<Answer> impose(Order order) {
    return audit
        .append(
            order.actor(), AuditAction.SANCTION_MADE, order.id().value(), Grounding.audited(order))
        .compose(written -> sanctions.impose(order))
        .map(
            imposed ->
                switch (imposed) {
                  case IN_EFFECT -> made(order, "active");
                  case PENDING -> made(order, "pending");
                  case FULL -> throw HttpRefusal.of(HttpError.TOO_MANY);
                });
  }

  private static Answer made(Order order, String state) {
    return Answer.created(new JsonObject().put("sanction", order.id().value()).put("state", state));
  }

  private static SanctionKind kind(Fields body) {
    String mutes =
        body.has("mutes")
            ? body.choice(
                "mutes",
                text -> Optional.of(text).filter(List.of("text", "media")::contains),
                "text or media")
            : "text";
    return body.choice(
        "kind",
        text ->
            switch (text) {
              case "warning" -> Optional.of(SanctionKind.WARNING);
              case "mute" ->
                  Optional.of(
                      mutes.equals("text") ? SanctionKind.MUTE_TEXT : SanctionKind.MUTE_MEDIA);
              case "cooldown" -> Optional.of(SanctionKind.COOLDOWN);
              case "restrict" -> Optional.of(SanctionKind.RESTRICT);
              case "ban" -> Optional.of(SanctionKind.BAN);
              default -> Optional.empty();
            },
        "warning, mute, cooldown, restrict or ban");
  }

  private List<Subject> subjects(Fields body, Optional<Party> about) {
    List<Subject> subjects = new ArrayList<>();
    about.ifPresent(
        its -> {
          subjects.add(Subject.of(its.session()));
          subjects.add(Subject.of(its.device()));
        });
    if (body.has("session")) {
      subjects.add(Subject.of(id(body, "session", SessionId::new)));
    }
    if (body.has("device")) {
      subjects.add(Subject.of(id(body, "device", DeviceId::new)));
    }
    if (body.has("address")) {
      subjects.add(Subject.address(tags.of(address(body, "address"))));
    }
    if (body.has("network")) {
      subjects.add(Subject.network(tags.network(address(body, "network"))));
    }
    if (subjects.isEmpty()) {
      throw HttpRefusal.of(
          HttpError.BAD_REQUEST, "Name a session, a device, an address, a network or a case.");
    }
    return subjects;
  }

  private static <T> T id(Fields body, String name, Function<String, T> make) {
    return body.choice(
        name,
        text -> {
          try {
            return Optional.of(make.apply(text));
          } catch (IllegalArgumentException e) {
            return Optional.empty();
          }
        },
        "an id");
  }

  /** The address itself is kept nowhere. */
  private static InetAddress address(Fields body, String name) {
    return body.choice(
        name,
        text -> Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(text)),
        "an IPv4 or IPv6 address");
  }

  private Future<Answer> confirm(StaffRequest request) {
    request.body();
    SanctionId sanction = sanction(request);
    String by = request.member().name().value();
    return audit
        .append(by, AuditAction.SANCTION_MADE, sanction.value(), Map.of("step", "confirmed"))
        .compose(written -> sanctions.confirm(sanction, by))
        .map(SanctionEndpoints::answer);
  }

  private Future<Answer> lift(StaffRequest request) {
    String why = request.body("why").text("why", MAX_WHY);
    SanctionId sanction = sanction(request);
    String by = request.member().name().value();
    return audit
        .append(by, AuditAction.SANCTION_LIFTED, sanction.value(), Map.of("why", why))
        .compose(written -> sanctions.lift(sanction, why, by))
        .map(SanctionEndpoints::answer);
  }

  private static SanctionId sanction(StaffRequest request) {
    return named(request.part("sanction"));
  }

  static SanctionId named(String text) {
    try {
      return new SanctionId(text);
    } catch (IllegalArgumentException e) {
      throw HttpRefusal.of(HttpError.NOT_FOUND);
    }
  }

  static Answer answer(Change change) {
    return switch (change) {
      case DONE -> Answer.done();
      case OWN -> throw HttpRefusal.of(HttpError.OWN_DECISION);
      case OVER -> throw HttpRefusal.of(HttpError.DECIDED);
      case ABSENT -> throw HttpRefusal.of(HttpError.NOT_FOUND);
    };
  }

  static JsonObject described(Sanction sanction) {
    JsonArray subjects = new JsonArray();
    sanction
        .subjects()
        .forEach(
            subject ->
                subjects.add(
                    new JsonObject()
                        .put("kind", subject.kind().wireName())
                        .put("value", subject.value())));
    JsonObject all =
        new JsonObject()
            .put("sanction", sanction.id().value())
            .put("kind", sanction.kind().wireName())
            .put("subjects", subjects)
            .put("reason", sanction.reason().wireName())
            .put("state", sanction.state().wireName())
            .put("start", sanction.start().toEpochMilli())
            .put("until", sanction.end().map(Instant::toEpochMilli).orElse(null))
            .put("by", sanction.actor())
            .put("statement", sanction.statement());
    sanction.evidence().ifPresent(evidence -> all.put("evidence", evidence));
    sanction.confirmedBy().ifPresent(by -> all.put("confirmedBy", by));
    sanction
        .lifting()
        .ifPresent(
            lifting ->
                all.put(
                    "lifted",
                    new JsonObject()
                        .put("by", lifting.by())
                        .put("why", lifting.why())
                        .put("at", lifting.at().toEpochMilli())));
    return all;
  }
}
