package chat.passerby.matchmaking.policy;

import java.util.List;
import java.util.Optional;

/**
 * Two visitors who accept each other: a proposal, until a claim makes it true.
 *
 * @param older the one who waits longer; of two equals the one with the smaller session id
 * @param newer the other
 * @param interests the shared ones, in the older's order
 * @param language the shared one that the older names first
 */
public record Pairing(
    Ticket older, Ticket newer, List<String> interests, Optional<String> language) {
  /** Pairs two tickets and works out what they share. */
  static Pairing of(Ticket older, Ticket newer) {
    Criteria ours = older.criteria();
    Criteria theirs = newer.criteria();
    return new Pairing(
        older,
        newer,
        ours.interests().stream().filter(theirs.interests()::contains).toList(),
        Languages.shared(ours.languages(), theirs.languages()));
  }
}
