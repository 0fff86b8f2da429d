package chat.passerby.fault;

import java.util.List;

/** When nodes stood still. Their visitors hear nothing then, though they are connected. */
record Pauses(List<Fault.Done> faults) {
  Pauses {
    faults = faults.stream().filter(done -> done.fault() instanceof Fault.PauseNode).toList();
  }

  /** Whether the node of this visitor stood still at some moment of that time. */
  boolean held(Story story, long from, long to) {
    return faults.stream()
        .filter(done -> done.began() <= to && done.ended() >= from)
        .anyMatch(
            done ->
                story.spans.stream()
                    .filter(span -> span.node().equals(done.node()))
                    .anyMatch(span -> span.from() <= done.ended() && span.until() >= done.began()));
  }
}
