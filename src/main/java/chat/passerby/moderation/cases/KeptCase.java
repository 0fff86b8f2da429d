package chat.passerby.moderation.cases;

import chat.passerby.moderation.ReportFacts;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.AddressTag;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A case as Redis has it.
 *
 * @param version grows with each change that matters for its rank
 * @param session of the subject, as last reported
 * @param address of the subject, if it was known
 * @param met how many partners the subject has met
 * @param filed how many reports there are, of which {@code reports} are the first
 */
record KeptCase(
    CaseId id,
    String version,
    CaseState state,
    DeviceId device,
    SessionId session,
    Optional<AddressTag> address,
    Instant opened,
    OptionalLong met,
    long filed,
    Rank rank,
    CaseSummary summary,
    Map<ReportId, ReportFacts> reports) {
  KeptCase {
    reports = Map.copyOf(reports);
  }
}
