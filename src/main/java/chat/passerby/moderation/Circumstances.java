package chat.passerby.moderation;

import chat.passerby.session.AddressTag;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a reporter and of whom the report is about, beside what they are. Each is empty
 * when nobody knows it any more.
 *
 * @param address where the reporter is
 * @param network the network round that, see {@link chat.passerby.session.AddressTags#network}
 * @param begun when the reporter's session began
 * @param subject where the reported one is
 * @param met how many partners the reported one has met
 */
public record Circumstances(
    Optional<AddressTag> address,
    Optional<AddressTag> network,
    Optional<Instant> begun,
    Optional<AddressTag> subject,
    OptionalLong met) {
  /** Where the reporter is, and nothing else. */
  public static Circumstances at(AddressTag address) {
    return new Circumstances(
        Optional.of(address),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty());
  }
}
