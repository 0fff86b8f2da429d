package chat.passerby.moderation.audit;

import java.util.Locale;

/** What was done. The names go into the audit for good: add some, never change or reuse one. */
public enum AuditAction {
  STAFF_INVITED,
  STAFF_ENROLLED,
  STAFF_ENDED,
  LOGIN,
  LOGIN_REFUSED,
  LOGOUT,
  PASSKEY_ADDED,
  PASSKEY_REMOVED,
  /** A counter has not grown. */
  PASSKEY_COPIED,
  CASE_CLAIMED,
  /** Somebody had claimed a case, and left it to others. */
  CASE_GIVEN_BACK,
  CASE_READ,
  SNAPSHOT_READ,
  DECISION_MADE,
  DECISION_UNDONE,
  SANCTION_MADE,
  SANCTION_LIFTED,
  APPEAL_FILED,
  APPEAL_DECIDED,
  EVIDENCE_ERASED,
  RULES_CHANGED,
  SHIELD_SET,
  AUDIT_EXPORTED,
  STATEMENTS_EXPORTED,
  /** A decided case was decided on once more, for comparison. */
  LOOK_JUDGED,
  GOLDEN_KEPT,
  GOLDEN_DROPPED,
  /** Texts of cases that a word rule is about. */
  RULE_EXAMPLES_READ;

  /** As it is written: {@code STAFF_INVITED} is {@code staff-invited}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
