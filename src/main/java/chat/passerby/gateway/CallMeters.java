package chat.passerby.gateway;

import chat.passerby.protocol.ClientFrame.Quality;
import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** The figures that clients report about their calls and chats; one for the whole node. */
public final class CallMeters {
  private final Labelled<Quality.Ice, Counter> calls;
  private final Labelled<Integer, Counter> ratings;
  private final Timer setup;
  private final Timer roundTrip;
  private final DistributionSummary loss;
  private final DistributionSummary bitrate;

  public CallMeters(Meters meters) {
    this.calls =
        meters.counters(
            "passerby_calls",
            "Sides of calls by the candidate that they run over, as clients tell",
            "ice",
            Quality.Ice.class);
    this.ratings =
        meters.counters(
            "passerby_ratings",
            "Chats rated",
            "stars",
            List.of(1, 2, 3, 4, 5),
            stars -> Integer.toString(stars));
    this.setup =
        meters.timer(
            "passerby_call_setup",
            "From the first offer to the first media, as clients tell",
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(1_500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));
    this.roundTrip =
        meters.timer(
            "passerby_call_round_trip",
            "To the partner and back, as clients tell",
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(400),
            Duration.ofSeconds(1));
    this.loss =
        meters.summary(
            "passerby_call_loss",
            "Share of packets lost, as clients tell",
            0.001,
            0.01,
            0.02,
            0.05,
            0.1,
            0.3);
    this.bitrate =
        meters.summary(
            "passerby_call_bitrate",
            "Bits per second received, as clients tell",
            50e3,
            150e3,
            500e3,
            1e6,
            2.5e6,
            5e6);
  }

  /**
   * Counts a client's report about its call.
   *
   * @param begun whether it is the first report about this call
   * @param moved whether the call has changed to another kind of candidate
   */
  public void told(Quality quality, boolean begun, boolean moved) {
    if (begun) {
      setup.record(quality.setup());
    }
    if (moved) {
      calls.of(quality.ice()).increment();
    }
    quality.rtt().ifPresent(roundTrip::record);
    quality.loss().ifPresent(loss::record);
    quality.bitrate().ifPresent(bitrate::record);
  }

  public void rated(int stars) {
    ratings.of(stars).increment();
  }
}
