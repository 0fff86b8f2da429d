package chat.passerby.gateway.socket;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.visit.state.EarlyEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What others sent to a visitor who has not been welcomed yet. A partner's frames are kept as well:
 * if those that come before the welcome went back and those behind it were passed on, the later
 * ones would overtake the earlier.
 */
final class Unwelcomed {
  /** Far more events than others send to a visitor before the welcome. */
  static final int MAX = 64;

  /** As much as a visit keeps of what comes before the news of a match. */
  static final int MAX_BYTES = EarlyEvents.MAX_BYTES;

  private final Faults faults;
  private final Consumer<RoomEvent.Relay> giveBack;
  private final List<Early> early = new ArrayList<>(0);
  private int bytes;
  private boolean full;

  private record Early(Address to, RoomEvent event) {}

  /**
   * @param giveBack tells the sender of a frame that it was not handed on
   */
  Unwelcomed(Faults faults, Consumer<RoomEvent.Relay> giveBack) {
    this.faults = faults;
    this.giveBack = giveBack;
  }

  /**
   * Keeps an event. When too many have come already, a frame goes back, as do all behind it, and
   * anything else is dropped and counted.
   */
  void keep(Address to, RoomEvent event) {
    if (event instanceof RoomEvent.Relay relay) {
      bytes += relay.frame().length();
      full |= early.size() >= MAX || bytes > MAX_BYTES;
      if (full) {
        giveBack.accept(relay);
        return;
      }
    } else if (early.size() >= MAX) {
      faults.report(
          Part.VISIT, "Dropped an event: too many came before the visitor was welcomed.", null);
      return;
    }
    early.add(new Early(to, event));
  }

  /** Hands on all that was kept, in order, and forgets it. */
  void handOn(BiConsumer<Address, RoomEvent> taker) {
    List<Early> before = List.copyOf(early);
    early.clear();
    before.forEach(each -> taker.accept(each.to(), each.event()));
  }

  /** Nobody will be welcomed: the frames go back. */
  void end() {
    handOn(
        (to, event) -> {
          if (event instanceof RoomEvent.Relay relay) {
            giveBack.accept(relay);
          }
        });
  }
}
