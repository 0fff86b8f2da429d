package chat.passerby.moderation;

import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.RoomId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody says about a partner, with the evidence.
 *
 * @param at when it was filed
 * @param about derived from the room, never named by the reporter
 * @param transcript the last texts as the reporter's gateway saw them
 */
public record Report(
    RoomId room,
    Instant at,
    Party from,
    Party about,
    Reason reason,
    Optional<String> note,
    Optional<String> snapshot,
    List<Utterance> transcript) {
  /** Copies the transcript. */
  public Report {
    transcript = List.copyOf(transcript);
  }

  @Override
  public String toString() {
    return "Report[room=%s, at=%s, reason=%s, evidence=[redacted]]".formatted(room, at, reason);
  }
}
