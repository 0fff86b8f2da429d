package chat.passerby;

import chat.passerby.cluster.peer.PeerSettings;
import chat.passerby.gateway.GatewaySettings;
import chat.passerby.gateway.TransportSettings;
import chat.passerby.gateway.icebreakers.IcebreakerSettings;
import chat.passerby.gateway.proof.ProofSettings;
import chat.passerby.matchmaking.MatchmakingSettings;
import chat.passerby.moderation.ModerationSettings;
import chat.passerby.moderation.audit.AuditSettings;
import chat.passerby.moderation.cases.CaseSettings;
import chat.passerby.moderation.passkey.PasskeySettings;
import chat.passerby.moderation.passkey.RelyingParty;
import chat.passerby.moderation.quality.QualitySettings;
import chat.passerby.moderation.records.DeadlineSettings;
import chat.passerby.moderation.sanction.SanctionSettings;
import chat.passerby.moderation.spam.SpamSettings;
import chat.passerby.moderation.spam.WordRuleBook;
import chat.passerby.moderation.staff.StaffSettings;
import chat.passerby.prober.ProberSettings;
import chat.passerby.redis.RedisSettings;
import chat.passerby.session.SessionSettings;
import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import chat.passerby.settings.SettingsSource;
import chat.passerby.telemetry.TelemetrySettings;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that a node is told at its start.
 *
 * @param measures what bears on moderation, by name, as an operator would write it
 */
public record NodeSettings(
    GatewaySettings gateway,
    TransportSettings transport,
    IcebreakerSettings icebreakers,
    TelemetrySettings telemetry,
    PeerSettings links,
    RedisSettings redis,
    Set<Role> roles,
    SessionSettings sessions,
    MatchmakingSettings matchmaking,
    ModerationSettings moderation,
    StaffSettings staff,
    PasskeySettings passkeys,
    AuditSettings audit,
    SanctionSettings sanctions,
    CaseSettings cases,
    ProofSettings proof,
    SpamSettings spam,
    DeadlineSettings deadlines,
    QualitySettings quality,
    ProberSettings prober,
    SortedMap<String, String> measures) {
  private static final Setting<Set<Role>> ROLES =
      Setting.choices(
          "PASSERBY_ROLES",
          Role.class,
          EnumSet.complementOf(EnumSet.of(Role.PROBER)),
          "what this node does; a `prober` also needs `PASSERBY_PROBE_URL`");

  /** What bears on moderation, which is noted while it is in force. */
  private static final List<Setting<?>> MEASURES =
      Stream.of(
              ModerationSettings.ALL,
              StaffSettings.ALL,
              SanctionSettings.ALL,
              CaseSettings.ALL,
              DeadlineSettings.ALL,
              QualitySettings.ALL,
              ProofSettings.ALL,
              SpamSettings.ALL)
          .<Setting<?>>flatMap(Collection::stream)
          .toList();

  /** Every setting, in the order of the table in {@code src/docs/settings.md}. */
  public static final List<Setting<?>> ALL =
      Stream.of(
              GatewaySettings.ALL,
              TransportSettings.ALL,
              IcebreakerSettings.ALL,
              TelemetrySettings.ALL,
              PeerSettings.ALL,
              RedisSettings.ALL,
              List.<Setting<?>>of(ROLES, SettingsSource.FILE),
              SessionSettings.ALL,
              MatchmakingSettings.ALL,
              ModerationSettings.ALL,
              StaffSettings.ALL,
              PasskeySettings.ALL,
              AuditSettings.ALL,
              SanctionSettings.ALL,
              CaseSettings.ALL,
              ProofSettings.ALL,
              SpamSettings.ALL,
              DeadlineSettings.ALL,
              QualitySettings.ALL,
              ProberSettings.ALL)
          .<Setting<?>>flatMap(Collection::stream)
          .toList();

  /** Throws a SettingsException that names everything that is wrong, a line each. */
  public static NodeSettings from(Settings settings) {
    settings.check(ALL);
    GatewaySettings gateway = GatewaySettings.from(settings);
    NodeSettings all =
        new NodeSettings(
            gateway,
            TransportSettings.from(settings, gateway),
            IcebreakerSettings.from(settings),
            TelemetrySettings.from(settings),
            PeerSettings.from(settings),
            RedisSettings.from(settings),
            settings.get(ROLES),
            SessionSettings.from(settings),
            MatchmakingSettings.from(settings),
            ModerationSettings.from(settings),
            StaffSettings.from(settings),
            PasskeySettings.from(settings),
            AuditSettings.from(settings),
            SanctionSettings.from(settings),
            CaseSettings.from(settings),
            ProofSettings.from(settings),
            SpamSettings.from(settings),
            DeadlineSettings.from(settings),
            QualitySettings.from(settings),
            ProberSettings.from(settings),
            settings.shown(MEASURES));
    all.checkPorts();
    all.relyingParty();
    if (all.roles.contains(Role.PROBER)) {
      all.prober.check(all.matchmaking.lanes());
    }
    return all;
  }

  /** Whom moderators' passkeys are for. */
  RelyingParty relyingParty() {
    return RelyingParty.of(passkeys, gateway.origins());
  }

  /** Whether anything is on {@code PASSERBY_PORT}. */
  boolean serves() {
    return roles.contains(Role.GATEWAY) || roles.contains(Role.MODERATION);
  }

  /**
   * For how long it serves on, unready, when it is told to end; not at all if nobody comes to it.
   */
  Duration drainNotice() {
    return serves() ? gateway.drainNotice() : Duration.ZERO;
  }

  /** With one port for two, the system would share the connections out among them at random. */
  private void checkPorts() {
    boolean linked = roles.contains(Role.GATEWAY) && links.host().isPresent();
    Map<Integer, String> taken = new HashMap<>();
    claim(taken, "PASSERBY_PORT", serves() ? gateway.port() : 0);
    claim(taken, "PASSERBY_MANAGEMENT_PORT", telemetry.managementPort());
    claim(taken, "PASSERBY_LINK_PORT", linked ? links.port() : 0);
  }

  private static void claim(Map<Integer, String> taken, String setting, int port) {
    String other = port == 0 ? null : taken.putIfAbsent(port, setting);
    if (other != null) {
      throw new SettingsException(
          other + " and " + setting + " are both " + port + ": give each a port of its own.");
    }
  }

  /**
   * What bears on moderation now: settings, and rules about words, by name. Reads the file of those
   * rules, so it is to be called where blocking is allowed.
   */
  SortedMap<String, String> inForce() {
    SortedMap<String, String> all = new TreeMap<>(measures);
    spam.rules()
        .flatMap(WordRuleBook::states)
        .ifPresent(rules -> rules.forEach((name, state) -> all.put("rule " + name, state)));
    return all;
  }
}
