package chat.passerby.gateway.socket;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What others sent to a visitor who has not been welcomed yet. */
final class Unwelcomed {
  /** Far more events than others send to a visitor before the welcome. */
  static final int MAX = 64;

  private final Faults faults;
  private final List<Early> early = new ArrayList<>(0);

  private record Early(Address to, RoomEvent event) {}

  Unwelcomed(Faults faults) {
    this.faults = faults;
  }

  /** Keeps an event; drops and counts it when too many have come already. */
  void keep(Address to, RoomEvent event) {
    if (early.size() < MAX) {
      early.add(new Early(to, event));
    } else {
      faults.report(
          Part.VISIT, "Dropped an event: too many came before the visitor was welcomed.", null);
    }
  }

  /** Hands on all that was kept, in order, and forgets it. */
  void handOn(BiConsumer<Address, RoomEvent> taker) {
    List<Early> before = List.copyOf(early);
    early.clear();
    before.forEach(each -> taker.accept(each.to(), each.event()));
  }
}
