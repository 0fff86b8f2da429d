package chat.passerby.session;

import chat.passerby.settings.Secret;
import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How sessions are made.
 *
 * @param jwtSecret signs session tokens and device ids; without it one is made and shared through
 *     Redis
 * @param addressSecret keys the tags under which addresses are counted; without it one is made and
 *     shared through Redis
 * @param tokenLifetime how long a session token is taken
 * @param grace how long a session whose connection dropped may come back; zero is not at all
 */
public record SessionSettings(
    Optional<Secret> jwtSecret,
    Optional<Secret> addressSecret,
    Duration tokenLifetime,
    Duration grace) {
  private static final Setting<Optional<Secret>> JWT_SECRET =
      Setting.secret(
          "PASSERBY_JWT_SECRET",
          "signs session tokens and device ids; made once and shared through Redis when not set:"
              + " set it in production");
  private static final Setting<Duration> TOKEN_LIFETIME =
      Setting.duration(
          "PASSERBY_TOKEN_LIFETIME",
          Duration.ofHours(12),
          Duration.ofMinutes(1),
          Duration.ofDays(7),
          "how long a session token is taken; the page gets a new one by itself");

  private static final Setting<Duration> GRACE =
      Setting.duration(
          "PASSERBY_GRACE",
          Duration.ofSeconds(20),
          Duration.ZERO,
          Duration.ofMinutes(5),
          "how long a session whose connection dropped may come back to its chat or its place in"
              + " the queue; PT0S ends both at once");
  private static final Setting<Optional<Secret>> ADDRESS_SECRET =
      Setting.secret(
          "PASSERBY_ADDRESS_SECRET",
          "keys the hashes under which addresses are counted in Redis, never the addresses"
              + " themselves; made once and shared through Redis when not set: set it in"
              + " production");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL =
      List.of(JWT_SECRET, ADDRESS_SECRET, TOKEN_LIFETIME, GRACE);

  public static SessionSettings from(Settings settings) {
    return new SessionSettings(
        settings.get(JWT_SECRET),
        settings.get(ADDRESS_SECRET),
        settings.get(TOKEN_LIFETIME),
        settings.get(GRACE));
  }
}
