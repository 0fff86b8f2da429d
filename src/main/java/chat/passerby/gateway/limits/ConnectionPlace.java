package chat.passerby.gateway.limits;

import chat.passerby.gateway.limits.Admission.Refusal;
import chat.passerby.http.GuardedConnection;
import chat.passerby.http.HttpFault;
import chat.passerby.http.Place;
import chat.passerby.telemetry.HttpFaults;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The place of one connection among those that its node and its address may have, or the lack of
 * it. Another event loop may take the place of an idle one.
 */
final class ConnectionPlace implements Place {
  private final Optional<InetAddress> address;
  private final Admission admission;
  private final AddressLimits limits;
  private final GuardedConnection connection;
  private final HttpFaults faults;
  private boolean taken;
  private boolean surplus;
  private boolean over;

  /**
   * @param address whose connection it is; none if a proxy has made it for somebody
   */
  ConnectionPlace(
      Optional<InetAddress> address,
      Admission admission,
      AddressLimits limits,
      GuardedConnection connection,
      HttpFaults faults) {
    this.address = address;
    this.admission = admission;
    this.limits = limits;
    this.connection = connection;
    this.faults = faults;
  }

  Optional<InetAddress> address() {
    return address;
  }

  /** Takes the place at the beginning; without one the connection is told so, or turned away. */
  void begin() {
    if (take().isPresent() && !surplus) {
      connection.turnAway(HttpFault.CROWDED);
    }
  }

  /** Takes the place unless it is taken already; says why if that cannot be. */
  Optional<Refusal> take() {
    synchronized (admission) {
      if (taken || over) {
        return Optional.empty();
      }
      Optional<Refusal> refusal = admission.enter(this, limits);
      if (refusal.isEmpty()) {
        taken = true;
        leaveSurplus();
      } else if (!surplus) {
        surplus = admission.enterSurplus(address);
      }
      return refusal;
    }
  }

  /** Another connection has got the place. */
  void lose() {
    taken = false;
    connection.endIfIdle();
  }

  @Override
  public void gone() {
    faults.closed();
    synchronized (admission) {
      over = true;
      if (taken) {
        taken = false;
        admission.leave(this, limits);
      }
      leaveSurplus();
    }
  }

  @Override
  public boolean isSurplus() {
    synchronized (admission) {
      return !taken;
    }
  }

  @Override
  public void idle() {
    synchronized (admission) {
      if (taken) {
        admission.idle(this);
      } else {
        connection.endIfIdle();
      }
    }
  }

  @Override
  public void busy() {
    admission.notIdle(this);
  }

  private void leaveSurplus() {
    if (surplus) {
      surplus = false;
      admission.leaveSurplus(address);
    }
  }
}
