package chat.passerby.gateway.socket;

import chat.passerby.gateway.HeldNews;
import chat.passerby.gateway.VisitLife;
import chat.passerby.gateway.levelling.Stay;
import chat.passerby.gateway.limits.HasteLimits;
import chat.passerby.protocol.DeviceId;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.time.NodeClock;
import chat.passerby.visit.Visit;
import chat.passerby.visit.state.VisitSettings;
import java.time.Instant;

/** Begins the visits of one event loop, and holds what they share. */
public final class Visits {
  private final VisitSettings settings;
  private final HasteLimits haste;
  private final Deeds deeds;
  private final HeldNews news;
  private final VisitLife life;
  private final Faults faults;
  private final NodeClock clock;

  public Visits(
      VisitSettings settings,
      HasteLimits haste,
      Deeds deeds,
      HeldNews news,
      VisitLife life,
      Faults faults,
      NodeClock clock) {
    this.settings = settings;
    this.haste = haste;
    this.deeds = deeds;
    this.news = news;
    this.life = life;
    this.faults = faults;
    this.clock = clock;
  }

  VisitLife life() {
    return life;
  }

  /**
   * A visit that has not been welcomed.
   *
   * @param self the connection's address
   * @param device what the visitor uses
   * @param again whether the session was connected before
   * @param deaf what to do once nothing can come for the visit any more
   */
  VisitShell open(Client client, Address self, DeviceId device, boolean again, Runnable deaf) {
    Instant now = clock.instant();
    Visit visit = new Visit(settings, haste.of(self.session(), device), self, device, now);
    Stay stay = new Stay(now, again);
    return new VisitShell(
        visit, client, self, device, stay, deaf, deeds, news, life, faults, clock);
  }
}
