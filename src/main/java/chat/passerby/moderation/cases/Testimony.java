package chat.passerby.moderation.cases;

import chat.passerby.moderation.Circumstances;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import java.time.Instant;

/**
 * One report, as far as it counts for the priority of its case.
 *
 * @param at when it was filed
 * @param reporter what the reporter uses
 */
public record Testimony(
    DeviceId reporter, Reason reason, Instant at, Circumstances circumstances, Accuracy accuracy) {}
