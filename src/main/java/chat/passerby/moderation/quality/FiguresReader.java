package chat.passerby.moderation.quality;

import chat.passerby.moderation.Party;
import chat.passerby.moderation.cases.Accuracy;
import chat.passerby.moderation.cases.CaseReader;
import chat.passerby.moderation.records.MonthOfCounts;
import chat.passerby.moderation.records.MonthlyCounts;
import chat.passerby.protocol.DeviceId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the figures of the last months. Bound to the event loop of its links. */
public final class FiguresReader {
  /** How many months are put together, so that there are enough to say anything. */
  public static final int MONTHS = 3;

  private static final double MEDIAN = 0.5;
  private static final double P90 = 0.9;

  private final MonthlyCounts counts;
  private final CaseReader reader;
  private final List<String> rules;

  /**
   * @param rules that report in a name of their own
   */
  public FiguresReader(MonthlyCounts counts, CaseReader reader, List<String> rules) {
    this.counts = counts;
    this.reader = reader;
    this.rules = List.copyOf(rules);
  }

  public Future<Figures> read() {
    return counts.last(MONTHS).compose(months -> rules().map(known -> figures(months, known)));
  }

  private Future<Map<String, Accuracy>> rules() {
    List<DeviceId> devices = rules.stream().map(rule -> Party.rule(rule).device()).toList();
    return reader
        .accuracies(devices)
        .map(
            known -> {
              Map<String, Accuracy> all = new TreeMap<>();
              for (int i = 0; i < rules.size(); i++) {
                all.put(rules.get(i), known.getOrDefault(devices.get(i), new Accuracy(0, 0)));
              }
              return all;
            });
  }

  private static Figures figures(List<MonthOfCounts> months, Map<String, Accuracy> rules) {
    Map<String, Long> took = sum(months, "took");
    Map<String, Long> pictures = sum(months, "picture");
    return new Figures(
        new Agreement(sum(months, "second")),
        new Agreement(sum(months, "golden")),
        sum(months, "decision").values().stream().mapToLong(Long::longValue).sum(),
        pictures.getOrDefault("opened", 0L),
        pictures.getOrDefault("unopened", 0L),
        MonthOfCounts.quantile(took, MEDIAN),
        MonthOfCounts.quantile(took, P90),
        rules);
  }

  private static Map<String, Long> sum(List<MonthOfCounts> months, String what) {
    Map<String, Long> all = new TreeMap<>();
    months.forEach(
        month -> month.part(what).forEach((name, count) -> all.merge(name, count, Long::sum)));
    return all;
  }
}
