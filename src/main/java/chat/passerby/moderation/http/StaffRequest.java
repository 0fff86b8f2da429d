package chat.passerby.moderation.http;

import chat.passerby.moderation.staff.StaffMember;
import chat.passerby.moderation.staff.StaffToken;
import chat.passerby.session.AddressTag;
import chat.passerby.web.BadBodyException;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import chat.passerby.web.JsonBody;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A request to an address of ours, of somebody who may ask for it. */
public final class StaffRequest {
  /** How many a list has at most, and how many unless it is said. */
  private static final int MOST = 200;

  private static final int USUAL = 50;
  private static final int ID_CHARS = 64;

  private final RoutingContext context;
  private final Optional<LoggedIn> by;
  private final Supplier<AddressTag> address;

  /** Who asks, and the token that says so. */
  record LoggedIn(StaffMember member, StaffToken token) {}

  StaffRequest(RoutingContext context, Optional<LoggedIn> by, Supplier<AddressTag> address) {
    this.context = context;
    this.by = by;
    this.address = address;
  }

  /** Who asks; there is nobody at an address that is open to all. */
  public StaffMember member() {
    return by.orElseThrow().member();
  }

  StaffToken token() {
    return by.orElseThrow().token();
  }

  /** Where the request comes from. */
  public AddressTag address() {
    return address.get();
  }

  /** The {@code Origin}, which every page sends with such a request. */
  public Optional<String> origin() {
    return Optional.ofNullable(context.request().getHeader("Origin"));
  }

  /** The {@code Host}; empty when there is none. */
  public String host() {
    return Optional.ofNullable(context.request().getHeader("Host")).orElse("");
  }

  /** A part of the path, such as {@code case}. */
  public String part(String name) {
    String value = context.pathParam(name);
    if (value == null || value.isEmpty() || value.length() > ID_CHARS) {
      throw HttpRefusal.of(HttpError.NOT_FOUND);
    }
    return value;
  }

  /**
   * The fields of the body, which must be one JSON object with no others than {@code known}.
   * Nothing counts as an object without fields.
   */
  public Fields body(String... known) {
    try {
      JsonObject body =
          JsonBody.isEmpty(context) && known.length == 0 ? new JsonObject() : JsonBody.of(context);
      return Fields.of(body, Set.of(known));
    } catch (BadBodyException e) {
      throw HttpRefusal.of(HttpError.BAD_REQUEST, e.getMessage());
    }
  }

  /** A field of the query, if it is there. */
  public Optional<String> query(String name) {
    List<String> values = context.queryParam(name);
    if (values.size() > 1) {
      throw HttpRefusal.of(HttpError.BAD_REQUEST, "The parameter " + name + " is there twice.");
    }
    return values.stream().findFirst();
  }

  /** How many items a list may have: {@code limit}, from 1 to 200. */
  public int limit() {
    return query("limit")
        .map(
            text -> {
              if (!text.matches("[0-9]{1,3}")) {
                throw limitUnfit();
              }
              int limit = Integer.parseInt(text);
              if (limit < 1 || limit > MOST) {
                throw limitUnfit();
              }
              return limit;
            })
        .orElse(USUAL);
  }

  private static HttpRefusal limitUnfit() {
    return HttpRefusal.of(
        HttpError.BAD_VALUE, "The parameter limit must be from 1 to " + MOST + ".");
  }

  /** Behind what a list begins: {@code after}, which is the {@code next} of the list before. */
  public Optional<String> after() {
    Optional<String> after = query("after");
    if (after.isPresent() && (after.get().isEmpty() || after.get().length() > 2 * ID_CHARS)) {
      throw HttpRefusal.of(
          HttpError.BAD_VALUE, "The parameter after must be what an earlier list has given.");
    }
    return after;
  }
}
