package chat.passerby.moderation.staff;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How moderators log in.
 *
 * @param session how long a login lasts at most
 * @param idle after which time without a request it ends
 * @param loginsPerName attempts within 15 minutes; 0 is no limit
 * @param loginsPerAddress attempts within 15 minutes; 0 is no limit
 */
public record StaffSettings(
    Duration session, Duration idle, int loginsPerName, int loginsPerAddress) {
  private static final Setting<Duration> SESSION =
      Setting.duration(
          "PASSERBY_STAFF_SESSION",
          Duration.ofHours(8),
          Duration.ofMinutes(1),
          Duration.ofHours(24),
          "how long a moderator's login lasts");
  private static final Setting<Duration> IDLE =
      Setting.duration(
          "PASSERBY_STAFF_IDLE",
          Duration.ofMinutes(30),
          Duration.ofMinutes(1),
          Duration.ofHours(24),
          "after how long without a request a moderator's login ends");
  private static final Setting<Integer> LOGINS_PER_NAME =
      Setting.integer(
          "PASSERBY_LOGINS_PER_NAME",
          10,
          0,
          1_000_000,
          "attempts to log in as one moderator within 15 minutes, on all nodes together; 0 is no"
              + " limit");
  private static final Setting<Integer> LOGINS_PER_ADDRESS =
      Setting.integer(
          "PASSERBY_LOGINS_PER_ADDRESS",
          30,
          0,
          1_000_000,
          "attempts of one address to log in as a moderator or to use an invitation within 15"
              + " minutes, on all nodes together; 0 is no limit");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL =
      List.of(SESSION, IDLE, LOGINS_PER_NAME, LOGINS_PER_ADDRESS);

  public static StaffSettings from(Settings settings) {
    return new StaffSettings(
        settings.get(SESSION),
        settings.get(IDLE),
        settings.get(LOGINS_PER_NAME),
        settings.get(LOGINS_PER_ADDRESS));
  }
}
