package chat.passerby.moderation.passkey;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.passkey.OpenPasskeySessionScript.Outcome;
import chat.passerby.moderation.passkey.OpenPasskeySessionScript.Proof;
import chat.passerby.moderation.passkey.RelyingParty.Site;
import chat.passerby.moderation.staff.SlowWork;
import chat.passerby.moderation.staff.StaffKeys;
import chat.passerby.moderation.staff.StaffLogins;
import chat.passerby.moderation.staff.StaffLogins.Login;
import chat.passerby.moderation.staff.StaffName;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.AddressTag;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets moderators in by a passkey, without a name, a password or a code. Whatever is wrong, the
 * answer is the same.
 */
public final class PasskeyLogins {
  private static final Logger log = LoggerFactory.getLogger(PasskeyLogins.class);

  private final RedisLink link;
  private final OpenPasskeySessionScript open;
  private final PasskeyVerifier verifier;
  private final StaffLogins logins;
  private final Audit audit;
  private final NodeClock clock;

  public PasskeyLogins(
      RedisLink link, PasskeyVerifier verifier, StaffLogins logins, Audit audit, NodeClock clock) {
    this.link = link;
    this.open = new OpenPasskeySessionScript(new ScriptRunner(link));
    this.verifier = verifier;
    this.logins = logins;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of asking for a challenge. */
  public sealed interface Begun {
    /** The browser may ask for a passkey. */
    record Yes(PasskeyOptions.Request options) implements Begun {}

    /** There were too many attempts of late, right ones or wrong ones. */
    record TooMany(Duration retryAfter) implements Begun {}
  }

  private record Known(StaffName name, StaffRole role, Passkey passkey) {}

  /** Gives a challenge, which counts as an attempt to log in. */
  public Future<Begun> begin(AddressTag from, Site site) {
    PasskeyChallenge challenge = PasskeyChallenge.random();
    return logins
        .count(from)
        .compose(
            wait ->
                wait.isPresent()
                    ? Future.<Begun>succeededFuture(tooMany(wait.get()))
                    : link.send(
                            Request.cmd(Command.SET)
                                .arg(StaffKeys.challenge(challenge.hash()))
                                .arg("1")
                                .arg("PX")
                                .arg(PasskeyChallenge.LIFETIME.toMillis()))
                        .map(kept -> new Begun.Yes(new PasskeyOptions.Request(site, challenge))));
  }

  private Begun tooMany(Duration wait) {
    logins.count(new Login.TooMany(wait));
    return new Begun.TooMany(wait);
  }

  private Login busy() {
    Login busy = new Login.Busy();
    logins.count(busy);
    return busy;
  }

  /** Lets somebody in who has signed a challenge. It is taken whatever comes of it. */
  public Future<Login> login(Assertion given, AddressTag from, Site site) {
    Optional<PasskeyChallenge> challenge = given.challenge();
    if (challenge.isEmpty()) {
      return logins.refuse(Optional.empty());
    }
    return link.send(Request.cmd(Command.GETDEL).arg(StaffKeys.challenge(challenge.get().hash())))
        .compose(
            kept ->
                isThere(kept)
                    ? known(PasskeyId.of(given.credentialId().getBytes()))
                    : Future.succeededFuture(Optional.<Known>empty()))
        .compose(
            known ->
                known.isEmpty()
                    ? logins.refuse(Optional.empty())
                    : look(given, known.get(), challenge.get(), from, site))
        .recover(
            e ->
                e instanceof SlowWork.BusyException
                    ? Future.succeededFuture(busy())
                    : Future.failedFuture(e));
  }

  private static boolean isThere(@Nullable Response reply) {
    return reply != null;
  }

  private Future<Optional<Known>> known(PasskeyId id) {
    return link.send(Request.cmd(Command.HGET).arg(StaffKeys.PASSKEY_OWNERS).arg(id.value()))
        .compose(
            owner -> {
              Optional<StaffName> name =
                  isThere(owner) ? StaffName.read(owner.toString()) : Optional.empty();
              return name.isEmpty()
                  ? Future.succeededFuture(Optional.empty())
                  : known(name.get(), id);
            });
  }

  private Future<Optional<Known>> known(StaffName name, PasskeyId id) {
    return link.batch(
            List.of(
                Request.cmd(Command.HGET).arg(StaffKeys.account(name)).arg("role"),
                Request.cmd(Command.HMGET)
                    .arg(StaffKeys.passkeys(name))
                    .arg(id.value())
                    .arg(id.value() + ":count")
                    .arg(id.value() + ":used")))
        .map(
            replies -> {
              @Nullable Response role = replies.get(0);
              @Nullable Response record = replies.get(1).get(0);
              @Nullable Response count = replies.get(1).get(1);
              @Nullable Response used = replies.get(1).get(2);
              if (role == null || record == null || count == null || used == null) {
                return Optional.empty();
              }
              return StaffRole.read(role.toString())
                  .map(
                      its ->
                          new Known(
                              name,
                              its,
                              Passkey.read(
                                  id, record.toString(), count.toString(), used.toString())));
            });
  }

  private Future<Login> look(
      Assertion given, Known known, PasskeyChallenge challenge, AddressTag from, Site site) {
    if (!MessageDigest.isEqual(
        given.userHandle().getBytes(), PasskeyOptions.bytes(known.passkey().accountId()))) {
      return logins.refuse(Optional.of(known.name()));
    }
    return verifier
        .login(given, known.passkey(), challenge, site)
        .compose(
            count ->
                count.isEmpty()
                    ? logins.refuse(Optional.of(known.name()))
                    : logins.admit(
                        known.name(),
                        known.role(),
                        known.passkey().id().value(),
                        (token, expires, idle) ->
                            open.run(
                                    token,
                                    new Proof(known.name(), known.passkey(), count.get()),
                                    from,
                                    clock.instant(),
                                    expires,
                                    idle)
                                .compose(outcome -> opened(known, outcome))));
  }

  private Future<Boolean> opened(Known known, Outcome outcome) {
    if (outcome != Outcome.COPIED) {
      return Future.succeededFuture(outcome == Outcome.OPENED);
    }
    log.warn(
        "A passkey of the moderator {} may have been copied: its counter has not grown. The login"
            + " was refused; have its owner remove it and add another.",
        known.name().value());
    return audit
        .append(
            known.name().value(),
            AuditAction.PASSKEY_COPIED,
            known.name().value(),
            Map.of("passkey", known.passkey().id().value()))
        .map(written -> false);
  }
}
