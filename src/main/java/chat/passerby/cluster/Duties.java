package chat.passerby.cluster;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a node tells the others of its work.
 *
 * @param crowd its visitors; none for a node that has none by its roles
 * @param lanes how many lanes it pairs; none for a node that does not pair, or no more
 */
public record Duties(Optional<Crowd> crowd, OptionalInt lanes) {}
