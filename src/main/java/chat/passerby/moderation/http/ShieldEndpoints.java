package chat.passerby.moderation.http;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.shield.Shield;
import chat.passerby.moderation.shield.ShieldMeasure;
import chat.passerby.moderation.shield.Shields;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shield: all moderators see it, and seniors raise and lower it. */
public final class ShieldEndpoints {
  private static final int MAX_WHY = 500;

  /** What an entry of the audit about it is about. */
  private static final String SITE = "site";

  private final Shields shields;
  private final Audit audit;

  public ShieldEndpoints(Shields shields, Audit audit) {
    this.shields = shields;
    this.audit = audit;
  }

  /** All of them. */
  public List<Endpoint> all() {
    return List.of(
        Endpoint.of(HttpMethod.GET, "/shield", StaffRole.MODERATOR, this::read),
        Endpoint.of(HttpMethod.PUT, "/shield", StaffRole.SENIOR, this::set));
  }

  private Future<Answer> read(StaffRequest request) {
    return shields.read().map(ShieldEndpoints::answer);
  }

  private Future<Answer> set(StaffRequest request) {
    Fields body = request.body("on", "minutes", "measures", "why");
    String by = request.member().name().value();
    return body.flag("on") ? raise(body, by) : lower(body, by);
  }

  private Future<Answer> raise(Fields body, String by) {
    Duration span =
        Duration.ofMinutes(
            body.number("minutes", Shields.SHORTEST.toMinutes(), Shields.LONGEST.toMinutes()));
    String known =
        ShieldMeasure.BY_NAME.keySet().stream().sorted().collect(Collectors.joining(", "));
    List<ShieldMeasure> measures =
        body.choices(
            "measures", text -> Optional.ofNullable(ShieldMeasure.BY_NAME.get(text)), known);
    if (measures.isEmpty()) {
      throw HttpRefusal.of(
          HttpError.BAD_VALUE, "The field measures must have at least one of " + known + ".");
    }
    String why = body.text("why", MAX_WHY);
    Set<ShieldMeasure> chosen = EnumSet.copyOf(measures);
    Map<String, String> details =
        Map.of(
            "on",
            "true",
            "minutes",
            Long.toString(span.toMinutes()),
            "measures",
            names(chosen).collect(Collectors.joining(", ")),
            "why",
            why);
    return audit
        .append(by, AuditAction.SHIELD_SET, SITE, details)
        .compose(written -> shields.raise(chosen, by, why, span))
        .map(ShieldEndpoints::answer);
  }

  private Future<Answer> lower(Fields body, String by) {
    String why = body.textIfAny("why", MAX_WHY).orElse("");
    return audit
        .append(by, AuditAction.SHIELD_SET, SITE, Map.of("on", "false", "why", why))
        .compose(written -> shields.lower(by, why))
        .map(lowered -> answer(Optional.empty()));
  }

  private static Answer answer(Optional<Shield> raised) {
    JsonObject state = new JsonObject().put("on", raised.isPresent());
    raised.ifPresent(
        shield ->
            state
                .put("measures", new JsonArray(names(shield.measures()).toList()))
                .put("since", shield.since().toEpochMilli())
                .put("until", shield.until().toEpochMilli())
                .put("by", shield.by())
                .put("why", shield.why()));
    return Answer.ok(state);
  }

  private static Stream<String> names(Set<ShieldMeasure> measures) {
    return measures.stream().sorted().map(ShieldMeasure::wireName);
  }
}
