package chat.passerby.moderation.passkey;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.passkey.PasskeyVerifier.NewKey;
import chat.passerby.moderation.passkey.RelyingParty.Site;
import chat.passerby.moderation.staff.SlowWork;
import chat.passerby.moderation.staff.StaffKeys;
import chat.passerby.moderation.staff.StaffLogins;
import chat.passerby.moderation.staff.StaffLogins.Proved;
import chat.passerby.moderation.staff.StaffName;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.session.AddressTag;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds, lists and removes passkeys of moderators. */
public final class Passkeys {
  private final RedisLink link;
  private final AddPasskeyScript add;
  private final RemovePasskeyScript remove;
  private final TakeGrantScript take;
  private final PasskeyVerifier verifier;
  private final StaffLogins logins;
  private final Audit audit;
  private final NodeClock clock;

  public Passkeys(
      RedisLink link, PasskeyVerifier verifier, StaffLogins logins, Audit audit, NodeClock clock) {
    ScriptRunner runner = new ScriptRunner(link);
    this.link = link;
    this.add = new AddPasskeyScript(runner);
    this.remove = new RemovePasskeyScript(runner);
    this.take = new TakeGrantScript(runner);
    this.verifier = verifier;
    this.logins = logins;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of asking for a challenge. */
  public sealed interface Begun {
    /** The browser may make a passkey. */
    record Yes(PasskeyOptions.Creation options) implements Begun {}

    /** The password or the code is wrong. */
    record Wrong() implements Begun {}

    /** There were too many attempts of late, right ones or wrong ones. */
    record TooMany(Duration retryAfter) implements Begun {}

    /** The node has as much to do as it can. */
    record Busy() implements Begun {}

    /** The account has as many passkeys as it may have. */
    record Full() implements Begun {}
  }

  /** What came of adding a passkey. */
  public sealed interface Added {
    /** The account has it. */
    record Yes(Passkey passkey) implements Added {}

    /** It is not right, or its challenge was answered before, or its time is over. */
    record Bad() implements Added {}

    /** Somebody has it already. */
    record Exists() implements Added {}

    /** The account has as many as it may have. */
    record Full() implements Added {}

    /** The node has as much to do as it can. */
    record Busy() implements Added {}
  }

  /** Gives a challenge to a moderator who proves again that it is they. */
  public Future<Begun> begin(
      StaffName name, String password, String code, AddressTag from, Site site) {
    PasskeyChallenge challenge = PasskeyChallenge.random();
    return list(name)
        .compose(
            existing ->
                existing.size() >= AddPasskeyScript.MOST
                    ? Future.succeededFuture(new Begun.Full())
                    : logins
                        .prove(
                            name,
                            password,
                            code,
                            from,
                            StaffKeys.grant(challenge.hash()),
                            PasskeyChallenge.LIFETIME)
                        .map(
                            proved ->
                                switch (proved) {
                                  case Proved.Yes yes ->
                                      new Begun.Yes(
                                          new PasskeyOptions.Creation(
                                              site, challenge, name, yes.accountId(), existing));
                                  case Proved.No no -> new Begun.Wrong();
                                  case Proved.TooMany many -> new Begun.TooMany(many.retryAfter());
                                  case Proved.Busy busy -> new Begun.Busy();
                                }));
  }

  /**
   * Adds the passkey that a browser has made.
   *
   * @param label what its owner calls it
   */
  public Future<Added> add(StaffName name, String label, Registration given, Site site) {
    Optional<PasskeyChallenge> challenge = given.challenge();
    if (challenge.isEmpty()) {
      return Future.succeededFuture(new Added.Bad());
    }
    return take.run(challenge.get())
        .compose(
            account ->
                account.isEmpty()
                    ? Future.<Added>succeededFuture(new Added.Bad())
                    : verifier
                        .register(given, challenge.get(), site)
                        .compose(key -> add(name, account.get(), label, given, key)))
        .recover(
            e ->
                e instanceof SlowWork.BusyException
                    ? Future.succeededFuture(new Added.Busy())
                    : Future.failedFuture(e));
  }

  private Future<Added> add(
      StaffName name, String account, String label, Registration given, Optional<NewKey> key) {
    if (key.isEmpty()) {
      return Future.succeededFuture(new Added.Bad());
    }
    Passkey passkey =
        new Passkey(
            key.get().id(),
            account,
            label,
            clock.instant(),
            key.get().key(),
            given.transports(),
            key.get().synced(),
            key.get().count(),
            Optional.empty());
    return link.send(
            Request.cmd(Command.HEXISTS).arg(StaffKeys.PASSKEY_OWNERS).arg(passkey.id().value()))
        .compose(
            there ->
                Replies.yes(there)
                    ? Future.succeededFuture(new Added.Exists())
                    : audit
                        .append(
                            name.value(),
                            AuditAction.PASSKEY_ADDED,
                            name.value(),
                            Map.of("passkey", passkey.id().value()))
                        .compose(written -> add.run(name, passkey))
                        .map(outcome -> answer(outcome, passkey)));
  }

  private static Added answer(AddPasskeyScript.Outcome outcome, Passkey passkey) {
    return switch (outcome) {
      case ADDED -> new Added.Yes(passkey);
      case EXISTS -> new Added.Exists();
      case FULL -> new Added.Full();
      // The challenge was given to another account, such as one of the same name that has ended.
      case GONE -> new Added.Bad();
    };
  }

  /** All passkeys of an account, the oldest first. */
  public Future<List<Passkey>> list(StaffName name) {
    return link.send(Request.cmd(Command.HGETALL).arg(StaffKeys.passkeys(name)))
        .map(
            fields -> {
              List<Passkey> all = new ArrayList<>();
              for (String field : fields.getKeys()) {
                PasskeyId.read(field).ifPresent(id -> all.add(read(id, fields)));
              }
              all.sort(
                  Comparator.comparing(Passkey::addedAt)
                      .thenComparing(passkey -> passkey.id().value()));
              return all;
            });
  }

  private static Passkey read(PasskeyId id, Response fields) {
    return Passkey.read(
        id,
        fields.get(id.value()).toString(),
        fields.get(id.value() + ":count").toString(),
        fields.get(id.value() + ":used").toString());
  }

  /** Removes a passkey; false when the account has none of that id. */
  public Future<Boolean> remove(StaffName name, PasskeyId passkey) {
    return link.send(
            Request.cmd(Command.HEXISTS).arg(StaffKeys.passkeys(name)).arg(passkey.value()))
        .compose(
            there ->
                !Replies.yes(there)
                    ? Future.succeededFuture(false)
                    : audit
                        .append(
                            name.value(),
                            AuditAction.PASSKEY_REMOVED,
                            name.value(),
                            Map.of("passkey", passkey.value()))
                        .compose(written -> remove.run(name, passkey))
                        .map(removed -> true));
  }
}
