package chat.passerby.moderation.audit;

import chat.passerby.settings.Secret;
import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * How the audit is keyed.
 *
 * @param secret never in Redis; what stands for it when it is not set is up to the node
 * @param checkpointEvery after how many entries a checkpoint goes into the log
 */
public record AuditSettings(Optional<Secret> secret, int checkpointEvery) {
  private static final Setting<Optional<Secret>> SECRET =
      Setting.secret(
              "PASSERBY_AUDIT_SECRET",
              "keys the audit of moderation and seals the moderators' keys of one-time codes; never"
                  + " kept in Redis; the same on all nodes, and never changed")
          .fallbackText("with an embedded Redis, made once and kept in `PASSERBY_DATA`");
  private static final Setting<Integer> CHECKPOINT =
      Setting.integer(
          "PASSERBY_AUDIT_CHECKPOINT",
          100,
          1,
          1_000_000,
          "after how many entries of the audit a checkpoint goes into the log");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(SECRET, CHECKPOINT);

  public static AuditSettings from(Settings settings) {
    return new AuditSettings(settings.get(SECRET), settings.get(CHECKPOINT));
  }
}
