package chat.passerby.moderation.http;

import chat.passerby.moderation.staff.Permission;
import chat.passerby.moderation.staff.StaffLogins;
import chat.passerby.moderation.staff.StaffLogins.Claim;
import chat.passerby.moderation.staff.StaffLogins.Login;
import chat.passerby.moderation.staff.StaffMember;
import chat.passerby.moderation.staff.StaffName;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.moderation.staff.StaffRoster;
import chat.passerby.moderation.staff.StaffRoster.Enrolled;
import chat.passerby.moderation.staff.StaffRoster.Invited;
import chat.passerby.moderation.staff.StaffToken;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Enrolment, login and logout, and who moderates. */
public final class StaffEndpoints {
  private static final String ROLES = "moderator, senior or admin";

  /** When to try again who found too many passwords waiting. */
  static final Duration BUSY = Duration.ofSeconds(2);

  private final StaffLogins logins;
  private final StaffRoster roster;

  public StaffEndpoints(StaffLogins logins, StaffRoster roster) {
    this.logins = logins;
    this.roster = roster;
  }

  /** All of them. */
  public List<Endpoint> all() {
    return List.of(
        Endpoint.open(HttpMethod.POST, "/enrol", this::enrol),
        Endpoint.open(HttpMethod.POST, "/login", this::login),
        Endpoint.of(HttpMethod.POST, "/logout", StaffRole.MODERATOR, this::logout),
        Endpoint.of(HttpMethod.GET, "/me", StaffRole.MODERATOR, this::me),
        Endpoint.of(HttpMethod.GET, "/staff", StaffRole.ADMIN, this::list),
        Endpoint.of(HttpMethod.POST, "/staff", StaffRole.ADMIN, this::invite),
        Endpoint.of(HttpMethod.DELETE, "/staff/:name", StaffRole.ADMIN, this::end));
  }

  private Future<Answer> enrol(StaffRequest request) {
    Fields body = request.body("invite", "password");
    String invite = body.anyText("invite");
    String password = body.anyText("password");
    return logins
        .count(request.address())
        .compose(
            wait -> {
              wait.ifPresent(
                  its -> {
                    throw HttpRefusal.of(HttpError.RATE_LIMITED, its);
                  });
              return roster.enrol(StaffToken.read(invite), password);
            })
        .map(
            enrolled ->
                switch (enrolled) {
                  case Enrolled.Yes yes ->
                      Answer.created(described(yes.member()).put("totp", yes.totp()));
                  case Enrolled.BadInvite bad -> throw HttpRefusal.of(HttpError.BAD_INVITE);
                  case Enrolled.WeakPassword weak ->
                      throw HttpRefusal.of(HttpError.WEAK_PASSWORD, weak.problem());
                  case Enrolled.Busy busy -> throw HttpRefusal.of(HttpError.OVERLOADED, BUSY);
                });
  }

  private Future<Answer> login(StaffRequest request) {
    Fields body = request.body("name", "password", "code");
    Claim claim = new Claim(body.anyText("name"), body.anyText("password"), body.anyText("code"));
    return logins.login(claim, request.address()).map(StaffEndpoints::answer);
  }

  static Answer answer(Login login) {
    return switch (login) {
      case Login.Yes yes ->
          Answer.ok(
              new JsonObject()
                  .put("token", yes.token().reveal())
                  .put("expiresAt", yes.expiresAt().toEpochMilli())
                  .put("role", yes.role().wireName()));
      case Login.Refused refused -> throw HttpRefusal.of(HttpError.WRONG_LOGIN);
      case Login.TooMany many -> throw HttpRefusal.of(HttpError.RATE_LIMITED, many.retryAfter());
      case Login.Busy busy -> throw HttpRefusal.of(HttpError.OVERLOADED, BUSY);
    };
  }

  private Future<Answer> logout(StaffRequest request) {
    request.body();
    return logins.logout(request.token()).map(ended -> Answer.done());
  }

  private Future<Answer> me(StaffRequest request) {
    return Future.succeededFuture(Answer.ok(described(request.member())));
  }

  private static JsonObject described(StaffMember member) {
    return new JsonObject()
        .put("name", member.name().value())
        .put("role", member.role().wireName())
        .put(
            "permissions",
            new JsonArray(
                member.permissions().stream().map(Permission::wireName).sorted().toList()));
  }

  private Future<Answer> list(StaffRequest request) {
    int limit = request.limit();
    String after = request.after().orElse("");
    return roster
        .list()
        .map(
            all -> {
              List<StaffRoster.Listed> rest =
                  all.stream().filter(each -> each.name().value().compareTo(after) > 0).toList();
              List<StaffRoster.Listed> page = rest.subList(0, Math.min(limit, rest.size()));
              JsonArray items = new JsonArray();
              for (StaffRoster.Listed each : page) {
                items.add(
                    new JsonObject()
                        .put("name", each.name().value())
                        .put("role", each.role().wireName())
                        .put("state", each.active() ? "active" : "invited"));
              }
              return Answer.ok(
                  new JsonObject()
                      .put("items", items)
                      .put(
                          "next",
                          page.size() < rest.size()
                              ? page.get(page.size() - 1).name().value()
                              : null));
            });
  }

  private Future<Answer> invite(StaffRequest request) {
    Fields body = request.body("name", "role", "permissions");
    StaffName name =
        body.choice("name", StaffName::read, "a name. " + StaffName.RULE.replaceAll("\\.$", ""));
    StaffRole role = body.choice("role", StaffRole::read, ROLES);
    Set<Permission> permissions =
        body.has("permissions")
            ? Set.copyOf(body.choices("permissions", Permission::read, "minors"))
            : Set.of();
    return roster
        .invite(new StaffMember(name, role, permissions), request.member().name().value())
        .map(
            invited ->
                switch (invited) {
                  case Invited.Yes yes ->
                      Answer.created(new JsonObject().put("invite", yes.invite().reveal()));
                  case Invited.Exists exists -> throw HttpRefusal.of(HttpError.EXISTS);
                  case Invited.Full full -> throw HttpRefusal.of(HttpError.TOO_MANY);
                });
  }

  private Future<Answer> end(StaffRequest request) {
    request.body();
    StaffName name =
        StaffName.read(request.part("name")).orElseThrow(() -> HttpRefusal.of(HttpError.NOT_FOUND));
    return roster
        .end(name, request.member().name().value())
        .map(
            ended ->
                switch (ended) {
                  case YES -> Answer.done();
                  case UNKNOWN -> throw HttpRefusal.of(HttpError.NOT_FOUND);
                  case LAST_ADMIN -> throw HttpRefusal.of(HttpError.LAST_ADMIN);
                });
  }
}
