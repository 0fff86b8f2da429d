package chat.passerby.moderation.cases;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.packed.VersionMark;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.WireNamed;
import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a list says of a case.
 *
 * @param reasons how many devices have reported for each
 * @param reporters how many devices have reported
 * @param independent how many of them count, see {@link Independence}
 */
public record CaseSummary(Map<Reason, Integer> reasons, int reporters, int independent) {
  private static final int VERSION = 1;
  private static final Map<String, Reason> REASONS = WireNamed.index(Reason.class);

  /** Of a case that has not been looked at yet. */
  static final CaseSummary NONE = new CaseSummary(Map.of(), 0, 0);

  /** Copies the reasons. */
  public CaseSummary {
    reasons = Map.copyOf(reasons);
  }

  static CaseSummary of(List<Testimony> testimonies) {
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    testimonies.stream()
        .collect(
            Collectors.groupingBy(
                Testimony::reason, Collectors.mapping(Testimony::reporter, Collectors.toSet())))
        .forEach((reason, devices) -> reasons.put(reason, devices.size()));
    int reporters = (int) testimonies.stream().map(Testimony::reporter).distinct().count();
    return new CaseSummary(reasons, reporters, CasePolicy.independent(testimonies));
  }

  Buffer pack() {
    PackedWriter out =
        new PackedWriter().number(reporters).number(independent).number(reasons.size());
    reasons.forEach((reason, count) -> out.text(reason.wireName()).number(count));
    return VersionMark.put(out, VERSION);
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another build. */
  static CaseSummary unpack(Buffer packed) {
    PackedReader in = VersionMark.reader(packed, VERSION);
    int reporters = (int) in.number();
    int independent = (int) in.number();
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    for (long left = in.number(); left > 0; left--) {
      Reason reason = REASONS.get(in.text());
      int count = (int) in.number();
      if (reason != null) {
        reasons.put(reason, count);
      }
    }
    return new CaseSummary(reasons, reporters, independent);
  }
}
