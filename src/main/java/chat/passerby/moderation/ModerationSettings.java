package chat.passerby.moderation;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.util.List;

/**
 * How many reports are taken, and how much evidence is kept.
 *
 * @param reportsPerHour of one device; 0 is no limit
 * @param reportsPerAddress of one address in an hour; 0 is no limit
 * @param evidenceBytes of all reports that are kept; 0 is no limit
 * @param evidenceBytesPerAddress of reports from one address in a day; 0 is no limit
 * @param evidenceBytesPerDevice of reports from one device in a day; 0 is no limit
 * @param evidenceMemory how much of its memory Redis may use before evidence is left out, in per
 *     cent
 */
public record ModerationSettings(
    int reportsPerHour,
    int reportsPerAddress,
    int evidenceBytes,
    int evidenceBytesPerAddress,
    int evidenceBytesPerDevice,
    int evidenceMemory) {
  private static final int MEBIBYTE = 1024 * 1024;

  private static final Setting<Integer> REPORTS_PER_HOUR =
      Setting.integer(
          "PASSERBY_REPORTS_PER_HOUR", 20, 0, 1_000_000, "reports of one device; 0 is no limit");
  private static final Setting<Integer> REPORTS_PER_ADDRESS =
      Setting.integer(
          "PASSERBY_REPORTS_PER_ADDRESS",
          60,
          0,
          1_000_000,
          "reports of one address in an hour, on all nodes together; 0 is no limit");
  private static final Setting<Integer> EVIDENCE_BYTES =
      bytes("PASSERBY_EVIDENCE_BYTES", 256, "how much Redis keeps of reports and their evidence");
  private static final Setting<Integer> EVIDENCE_BYTES_PER_ADDRESS =
      bytes(
          "PASSERBY_EVIDENCE_BYTES_PER_ADDRESS", 2, "how much of it one address may add in a day");
  private static final Setting<Integer> EVIDENCE_BYTES_PER_DEVICE =
      bytes("PASSERBY_EVIDENCE_BYTES_PER_DEVICE", 1, "how much of it one device may add in a day");
  private static final Setting<Integer> EVIDENCE_MEMORY =
      Setting.integer(
          "PASSERBY_EVIDENCE_MEMORY",
          70,
          1,
          100,
          "how many per cent of its `maxmemory` Redis may use before reports are taken without"
              + " their evidence, so that people can go on joining; without `maxmemory`, of the"
              + " machine's memory");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL =
      List.of(
          REPORTS_PER_HOUR,
          REPORTS_PER_ADDRESS,
          EVIDENCE_BYTES,
          EVIDENCE_BYTES_PER_ADDRESS,
          EVIDENCE_BYTES_PER_DEVICE,
          EVIDENCE_MEMORY);

  public static ModerationSettings from(Settings settings) {
    return new ModerationSettings(
        settings.get(REPORTS_PER_HOUR),
        settings.get(REPORTS_PER_ADDRESS),
        settings.get(EVIDENCE_BYTES),
        settings.get(EVIDENCE_BYTES_PER_ADDRESS),
        settings.get(EVIDENCE_BYTES_PER_DEVICE),
        settings.get(EVIDENCE_MEMORY));
  }

  private static Setting<Integer> bytes(String name, int mebibytes, String meaning) {
    return Setting.integer(
        name, mebibytes * MEBIBYTE, 0, Integer.MAX_VALUE, meaning + ", in bytes; 0 is no limit");
  }
}
