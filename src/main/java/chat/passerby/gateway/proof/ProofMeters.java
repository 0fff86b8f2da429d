package chat.passerby.gateway.proof;

import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;

/** Counts challenges and solutions; one for the whole node. */
public final class ProofMeters {
  private final Counter asked;
  private final Labelled<Verdict, Counter> solutions;

  /** What was found out about a solution. */
  enum Verdict {
    TAKEN,
    WRONG,
    /** Its challenge stood for less work than is asked for by now. */
    TOO_LITTLE,
    USED,
    FULL
  }

  public ProofMeters(Meters meters) {
    this.asked = meters.counter("passerby_proofs_asked", "Challenges given for proof of work");
    this.solutions =
        meters.counters(
            "passerby_proofs",
            "Solutions of challenges, by what became of them",
            "verdict",
            Verdict.class);
  }

  void asked() {
    asked.increment();
  }

  void solution(Verdict verdict) {
    solutions.of(verdict).increment();
  }
}
