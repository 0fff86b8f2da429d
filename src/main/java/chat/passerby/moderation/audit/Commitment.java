package chat.passerby.moderation.audit;

/**
 * Stands for evidence without telling any of it: a keyed hash. The evidence may be erased, and the
 * entry that carries this still proves what it was as long as it is there.
 *
 * @param hex in lower case
 */
public record Commitment(String hex) {}
