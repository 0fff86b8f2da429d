package chat.passerby.moderation.staff;

import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;

/** Counts moderators' logins; one for the whole node. */
public final class LoginMeters {
  private final Labelled<Result, Counter> logins;

  public LoginMeters(Meters meters) {
    this.logins =
        meters.counters(
            "passerby_logins",
            "Logins of moderators: done, failed, limited when there were too many, or busy",
            "result",
            Result.class);
  }

  private enum Result {
    DONE,
    FAILED,
    LIMITED,
    BUSY
  }

  void count(StaffLogins.Login login) {
    logins
        .of(
            switch (login) {
              case StaffLogins.Login.Yes yes -> Result.DONE;
              case StaffLogins.Login.Refused refused -> Result.FAILED;
              case StaffLogins.Login.TooMany tooMany -> Result.LIMITED;
              case StaffLogins.Login.Busy busy -> Result.BUSY;
            })
        .increment();
  }
}
