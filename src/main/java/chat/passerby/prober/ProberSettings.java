package chat.passerby.prober;

import chat.passerby.matchmaking.LanePlan;
import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import chat.passerby.web.WebOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How synthetic visitors come.
 *
 * @param url the public address; none on a node that does not have them
 * @param pace from the beginning of one visit to that of the next
 * @param patience how long one step may take
 */
public record ProberSettings(Optional<WebOrigin> url, Duration pace, Duration patience) {
  private static final Setting<Optional<WebOrigin>> URL =
      Setting.of(
          "PASSERBY_PROBE_URL",
          ProberSettings::origin,
          Optional.empty(),
          "",
          "an origin such as https://chat.example.org, without a path",
          "where visitors reach the site; a node with the role `prober` visits it");
  private static final Setting<Duration> PACE =
      Setting.duration(
          "PASSERBY_PROBE_EVERY",
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofHours(1),
          "from the beginning of one synthetic visit to that of the next");
  private static final Setting<Duration> PATIENCE =
      Setting.duration(
          "PASSERBY_PROBE_PATIENCE",
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofMinutes(1),
          "how long one step of a synthetic visit may take");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(URL, PACE, PATIENCE);

  public static ProberSettings from(Settings settings) {
    return new ProberSettings(settings.get(URL), settings.get(PACE), settings.get(PATIENCE));
  }

  /**
   * Makes sure that a node that has synthetic visitors knows where to, and keeps them apart.
   *
   * @throws SettingsException when not
   */
  public void check(LanePlan lanes) {
    if (url.isEmpty()) {
      throw new SettingsException(
          "PASSERBY_PROBE_URL must be set where PASSERBY_ROLES has prober: name the public address,"
              + " such as https://chat.example.org.");
    }
    if (!lanes.pools().contains(LanePlan.PROBES)) {
      throw new SettingsException(
          "PASSERBY_POOLS must have "
              + LanePlan.PROBES
              + " on all nodes where one has the role prober, such as default,probe,restricted.");
    }
  }

  private static Optional<WebOrigin> origin(String text) {
    return Optional.of(
        WebOrigin.readSetting(text)
            .orElseThrow(() -> new IllegalArgumentException(text + " is no origin")));
  }
}
