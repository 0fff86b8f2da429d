package chat.passerby.backup;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What must last, in the order in which it is read. Reports come before sanctions, so that none is
 * missing of which a decision says that it was made; the audit comes last, so that it tells of all
 * that is in the others.
 */
enum Kept {
  REPORTS("reports and cases", "passerby:{reports}:", List.of()),
  SANCTIONS("sanctions and appeals", "passerby:{sanctions}:", List.of()),
  // Whoever was logged in logs in anew: a backup must not open a door that was shut since.
  STAFF("moderators", "passerby:{staff}:", List.of("session:", "challenge:", "grant:")),
  MEASURES("settings in force", "passerby:{measures}:", List.of()),
  DEVICES("devices", "passerby:device:", List.of()),
  SECRETS("secrets", "passerby:secret:", List.of()),
  AUDIT("audit", "passerby:{audit}:", List.of());

  /** What is kept of a device: all else is forgotten within a day. */
  private static final List<String> OF_A_DEVICE = List.of(":blocked", ":reported", ":pool");

  /** What keys of reports that may be large begin with, behind the prefix. */
  private static final List<String> LARGE = List.of("report:", "minor:", "case-reports:");

  private final String title;
  private final String prefix;
  private final List<String> left;

  /**
   * @param left what keys that are left out begin with, behind the prefix
   */
  Kept(String title, String prefix, List<String> left) {
    this.title = title;
    this.prefix = prefix;
    this.left = left;
  }

  /** The kind of a key; none when it is no key that lasts. */
  static Optional<Kept> of(String key) {
    return Arrays.stream(values()).filter(kind -> kind.has(key)).findFirst();
  }

  boolean has(String key) {
    if (!key.startsWith(prefix)) {
      return false;
    }
    return this == DEVICES
        ? OF_A_DEVICE.stream().anyMatch(key::endsWith)
        : left.stream().noneMatch(other -> key.startsWith(other, prefix.length()));
  }

  /** A pattern of {@code SCAN} for all keys of this kind, and some others. */
  String pattern() {
    return prefix + "*";
  }

  /** Whether all keys of this kind have one hash tag. */
  boolean isTogether() {
    return prefix.contains("{");
  }

  /** Whether a key names others of this kind, or stands for all: it has no id. */
  boolean isIndex(String key) {
    return isTogether() && key.indexOf(':', prefix.length()) < 0;
  }

  /** Whether a key may be large: evidence has up to 60 KiB, and a case the facts of 200 reports. */
  boolean isLarge(String key) {
    return this == REPORTS
        && LARGE.stream().anyMatch(part -> key.startsWith(part, prefix.length()));
  }

  /** What people call it. */
  String title() {
    return title;
  }
}
