package chat.passerby.fault;

import java.util.ArrayList;
import java.util.List;

/** What the checker found: the figures of a run, and every promise that was not kept. */
public final class Findings {
  public final Tally tally = new Tally();
  final long end;
  private final List<Violation> violations = new ArrayList<>();

  /**
   * @param end when the last line of the records was written, or later
   */
  Findings(long end) {
    this.end = end;
  }

  void add(Violation violation) {
    violations.add(violation);
    tally.count(violation);
  }

  public List<Violation> violations() {
    return violations;
  }
}
