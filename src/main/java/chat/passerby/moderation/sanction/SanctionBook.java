package chat.passerby.moderation.sanction;

import chat.passerby.moderation.sanction.ReadSanctionsScript.Changed;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.AddressTags;
import chat.passerby.time.NodeClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The sanctions in effect, as this node knows them: a look-up asks nobody. One for the whole node;
 * written by the {@link SanctionVerticle}, and may be asked on any thread.
 */
public final class SanctionBook {
  /** Whoever has read within this time knows what is decided; rounds are far more frequent. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Map<SanctionId, Active> byId = new ConcurrentHashMap<>();
  private final Map<Subject, List<Active>> bySubject = new ConcurrentHashMap<>();
  private final List<Consumer<Set<Subject>>> listeners = new CopyOnWriteArrayList<>();
  private final AddressTags tags;
  private final NodeClock clock;
  private volatile boolean hasAddresses;
  private volatile boolean hasNetworks;
  private volatile boolean wasRead;
  private volatile Function<Context, Future<Void>> reading = caller -> Future.succeededFuture();
  private volatile long readNanos;

  public SanctionBook(AddressTags tags, NodeClock clock) {
    this.tags = tags;
    this.clock = clock;
  }

  /** Tells of subjects whose sanctions have changed, on the thread that reads them. */
  public void onChange(Consumer<Set<Subject>> listener) {
    listeners.add(listener);
  }

  /**
   * What is in effect for somebody: the hardest last, and of one kind the one that ends last.
   *
   * @param session none for who has no session yet
   */
  public List<Active> of(Optional<SessionId> session, DeviceId device, InetAddress from) {
    if (byId.isEmpty()) {
      return List.of();
    }
    List<Active> found = new ArrayList<>(0);
    Instant now = clock.instant();
    session.ifPresent(known -> find(Subject.of(known), now, found));
    find(Subject.of(device), now, found);
    if (hasAddresses) {
      find(Subject.address(tags.of(from)), now, found);
    }
    if (hasNetworks) {
      find(Subject.network(tags.network(from)), now, found);
    }
    found.sort(Comparator.comparing(Active::kind).thenComparing(Active::ends));
    return found;
  }

  /** The ban that is in effect for somebody, the one that ends last of several. */
  public Optional<Active> ban(Optional<SessionId> session, DeviceId device, InetAddress from) {
    List<Active> all = of(session, device, from);
    return all.isEmpty() || all.getLast().kind() != SanctionKind.BAN
        ? Optional.empty()
        : Optional.of(all.getLast());
  }

  /** Whether one of the subjects is this visitor. */
  public boolean concerns(
      Set<Subject> subjects, SessionId session, DeviceId device, InetAddress from) {
    return subjects.contains(Subject.of(session))
        || subjects.contains(Subject.of(device))
        || (has(subjects, Subject.Kind.ADDRESS)
            && subjects.contains(Subject.address(tags.of(from))))
        || (has(subjects, Subject.Kind.NETWORK)
            && subjects.contains(Subject.network(tags.network(from))));
  }

  /** How many are in effect. */
  public int size() {
    return byId.size();
  }

  /** Whether nothing that was decided more than a moment ago is missing. */
  public boolean isFresh() {
    return wasRead && clock.nanos() - readNanos < FRESH.toNanos();
  }

  /**
   * Completes when nothing that was decided before this call is missing; fails while Redis is away.
   *
   * @param caller where the answer is wanted
   */
  public Future<Void> fresh(Context caller) {
    return isFresh() ? Future.succeededFuture() : reading.apply(caller);
  }

  /** How to read what is new. */
  void readBy(Function<Context, Future<Void>> way) {
    reading = way;
  }

  /** All that was decided by then, at that time of the node's clock, is known here. */
  void wasRead(long nanos) {
    readNanos = nanos;
    wasRead = true;
  }

  /** All that is in effect, as far as is known. */
  Collection<Active> all() {
    return List.copyOf(byId.values());
  }

  /** Takes changes over. */
  void learn(List<Changed> changes) {
    Set<Subject> concerned = new HashSet<>();
    for (Changed changed : changes) {
      Optional<Active> active = active(changed);
      Active before =
          active.isPresent() ? byId.put(changed.id(), active.get()) : byId.remove(changed.id());
      if (before != null && !active.equals(Optional.of(before))) {
        before.subjects().forEach(subject -> strike(subject, before, concerned));
      }
      active.ifPresent(now -> now.subjects().forEach(subject -> enter(subject, now, concerned)));
    }
    settled(concerned);
  }

  /** Everything was read anew: forgets what is not among it. */
  void forgetOthersThan(Set<SanctionId> known) {
    forget(active -> !known.contains(active.id()));
  }

  /** Forgets what has ended. */
  void sweep() {
    Instant now = clock.instant();
    forget(active -> !active.holds(now));
  }

  private void forget(Predicate<Active> which) {
    Set<Subject> concerned = new HashSet<>();
    for (Active active : byId.values().stream().filter(which).toList()) {
      byId.remove(active.id());
      active.subjects().forEach(subject -> strike(subject, active, concerned));
    }
    settled(concerned);
  }

  private Optional<Active> active(Changed changed) {
    return changed
        .packed()
        .flatMap(
            packed ->
                changed
                    .left()
                    .map(
                        left ->
                            new Active(
                                changed.id(),
                                packed.kind(),
                                packed.subjects(),
                                packed.reason(),
                                clock.instant().plus(left),
                                changed.endless())));
  }

  private void enter(Subject subject, Active active, Set<Subject> concerned) {
    bySubject.merge(
        subject,
        List.of(active),
        (before, one) -> {
          List<Active> all = new ArrayList<>(before);
          all.removeIf(other -> other.id().equals(active.id()));
          all.add(active);
          return List.copyOf(all);
        });
    concerned.add(subject);
  }

  private void strike(Subject subject, Active active, Set<Subject> concerned) {
    bySubject.computeIfPresent(
        subject,
        (key, before) -> {
          List<Active> left =
              before.stream().filter(other -> !other.id().equals(active.id())).toList();
          return left.isEmpty() ? null : left;
        });
    concerned.add(subject);
  }

  private void settled(Set<Subject> concerned) {
    if (concerned.isEmpty()) {
      return;
    }
    hasAddresses = has(bySubject.keySet(), Subject.Kind.ADDRESS);
    hasNetworks = has(bySubject.keySet(), Subject.Kind.NETWORK);
    listeners.forEach(listener -> listener.accept(concerned));
  }

  private void find(Subject subject, Instant now, List<Active> found) {
    for (Active active : bySubject.getOrDefault(subject, List.of())) {
      if (active.holds(now) && !found.contains(active)) {
        found.add(active);
      }
    }
  }

  private static boolean has(Set<Subject> subjects, Subject.Kind kind) {
    return subjects.stream().anyMatch(subject -> subject.kind() == kind);
  }
}
