package chat.passerby.redis.link;

import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.RareLog;
import chat.passerby.time.NodeClock;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Counts the answers of servers that are there and cannot serve. What an operator can mend is also
 * logged, once in a while. One for the whole node.
 */
public final class ServerRefusals {
  private static final Logger log = LoggerFactory.getLogger(ServerRefusals.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** For links whose refusals nobody counts. */
  static final ServerRefusals UNHEARD = new ServerRefusals(Map.of(), Map.of());

  /** The error codes of Redis that pass by themselves, or once somebody has mended the server. */
  enum Code {
    /** It reads its data from the disk. */
    LOADING(""),
    /** Its memory is full, and it may not throw anything away. */
    OOM(
        "Redis is full and refuses writes (OOM): give it more maxmemory. Nobody can join or be"
            + " matched meanwhile."),
    /** It is a replica. */
    READONLY(
        "Redis is a replica and refuses writes (READONLY): PASSERBY_REDIS_URI must lead to the"
            + " master."),
    /** It is a replica that has lost its master. */
    MASTERDOWN("Redis is a replica whose master is down (MASTERDOWN)."),
    /** It cannot write to its disk. */
    MISCONF(
        "Redis cannot write to its disk and refuses writes (MISCONF): make room there, or see its"
            + " log."),
    /** A script runs for too long. */
    BUSY("Redis is busy with a script (BUSY)."),
    /** Too few replicas follow it. */
    NOREPLICAS("Redis has too few replicas and refuses writes (NOREPLICAS)."),
    /** The keys are on their way to another server. */
    TRYAGAIN(""),
    /** A slot has no server. */
    CLUSTERDOWN("");

    private final String sentence;

    Code(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Map<Code, Counter> counters;
  private final Map<Code, RareLog> logs;

  public ServerRefusals(Meters meters, NodeClock clock) {
    this(new EnumMap<>(Code.class), new EnumMap<>(Code.class));
    Labelled<Code, Counter> refusals =
        meters.counters(
            "passerby_redis_refusals",
            "Commands that Redis answered it cannot serve just now",
            "code",
            Code.class);
    for (Code code : Code.values()) {
      counters.put(code, refusals.of(code));
      logs.put(code, new RareLog(log, Level.ERROR, PAUSE, clock));
    }
  }

  private ServerRefusals(Map<Code, Counter> counters, Map<Code, RareLog> logs) {
    this.counters = counters;
    this.logs = logs;
  }

  /** A server refused a command with an answer that begins with this word. */
  void heard(String word) {
    Code code = Code.valueOf(word.toUpperCase(Locale.ROOT));
    Counter counter = counters.get(code);
    RareLog said = logs.get(code);
    if (counter != null) {
      counter.increment();
    }
    if (said != null && !code.sentence.isEmpty()) {
      said.say(code.sentence);
    }
  }
}
