package chat.passerby.moderation.http;

import chat.passerby.moderation.staff.StaffRole;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/**
 * What one method of one address does, and who may ask for it.
 *
 * @param path below {@code /api/moderation}, such as {@code /cases/:case}
 * @param role the least that is needed; empty only for who cannot have a token yet
 * @param maxBytes of the body; what is longer is answered 413
 */
public record Endpoint(
    HttpMethod method, String path, Optional<StaffRole> role, int maxBytes, Action action) {
  /** Enough for every text there is, in any script, beside its escapes. */
  public static final int SMALL_BODY = 16 * 1024;

  /**
   * Does what is asked for. What is wrong with a request is told by a failure with an {@link
   * chat.passerby.web.HttpRefusal}, thrown or in the future; the absence of Redis may fail as it
   * comes.
   */
  @FunctionalInterface
  public interface Action {
    Future<Answer> handle(StaffRequest request);
  }

  /** One for moderators of this role and those above it. */
  public static Endpoint of(HttpMethod method, String path, StaffRole role, Action action) {
    return new Endpoint(method, path, Optional.of(role), SMALL_BODY, action);
  }

  /** One for everybody who reaches the server. */
  static Endpoint open(HttpMethod method, String path, Action action) {
    return new Endpoint(method, path, Optional.empty(), SMALL_BODY, action);
  }
}
