package chat.passerby.fault;

/** The time of a run: near the wall clock's, and never going back. */
final class RunClock {
  private final long began = System.currentTimeMillis();
  private final long origin = System.nanoTime();

  long millis() {
    return began + (System.nanoTime() - origin) / 1_000_000;
  }
}
