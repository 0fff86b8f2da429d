package chat.passerby.moderation.staff;

import java.util.Set;

/** A moderator, as known by a session. */
public record StaffMember(StaffName name, StaffRole role, Set<Permission> permissions) {
  /** Copies the permissions. */
  public StaffMember {
    permissions = Set.copyOf(permissions);
  }

  /** Whether the moderator has this permission, which no role brings with it. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
