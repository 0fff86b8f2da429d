package chat.passerby.moderation.staff;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a moderator may do; each role may do what the ones before it may. */
public enum StaffRole {
  MODERATOR(1),
  /** May also read the audit, and do what needs a second moderator's experience. */
  SENIOR(2),
  /** May also invite and end moderators. */
  ADMIN(3);

  private final int rank;

  StaffRole(int rank) {
    this.rank = rank;
  }

  /** Whether this role may do what {@code needed} may. */
  public boolean includes(StaffRole needed) {
    return rank >= needed.rank;
  }

  /** As it is written in Redis and in answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name as it is written; empty for any other. */
  public static Optional<StaffRole> read(String text) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(text)).findFirst();
  }
}
