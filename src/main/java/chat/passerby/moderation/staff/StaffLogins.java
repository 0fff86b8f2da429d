package chat.passerby.moderation.staff;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.staff.OpenStaffSessionScript.Proof;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.AddressTag;
import chat.passerby.settings.Secret;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets moderators in and out. Whatever is wrong with a login, a name, a password or a code, the
 * answer is the same, and takes the same work. One for each node.
 */
public final class StaffLogins {
  private static final Logger log = LoggerFactory.getLogger(StaffLogins.class);

  /** Compared with when there is nobody of that name, so that it takes as long. */
  private static final byte[] NO_KEY = new byte[Totp.KEY_BYTES];

  private final RedisLink link;
  private final CountLoginScript count;
  private final OpenStaffSessionScript open;
  private final CheckStaffSessionScript check;
  private final Passwords passwords;
  private final TotpSeal seal;
  private final Audit audit;
  private final Refusals refusals;
  private final StaffSettings settings;
  private final NodeClock clock;
  private final LoginMeters meters;

  /**
   * @param secret as given to {@link StaffRoster}
   */
  public StaffLogins(
      RedisLink link,
      Passwords passwords,
      Secret secret,
      Audit audit,
      StaffSettings settings,
      NodeClock clock,
      LoginMeters meters) {
    ScriptRunner runner = new ScriptRunner(link);
    this.link = link;
    this.count = new CountLoginScript(runner, settings);
    this.open = new OpenStaffSessionScript(runner);
    this.check = new CheckStaffSessionScript(runner);
    this.passwords = passwords;
    this.seal = new TotpSeal(secret);
    this.audit = audit;
    this.refusals = new Refusals(audit, clock);
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
  }

  /** What came of a login. */
  public sealed interface Login {
    /** The moderator is in. */
    record Yes(StaffToken token, Instant expiresAt, StaffRole role) implements Login {}

    /** Something is wrong. */
    record Refused() implements Login {}

    /** There were too many attempts of late, right ones or wrong ones. */
    record TooMany(Duration retryAfter) implements Login {}

    /** The node has as many logins to look at as it can. */
    record Busy() implements Login {}
  }

  /** What somebody claims. It prints nothing of it. */
  public record Claim(String name, String password, String code) {
    @Override
    public String toString() {
      return "Claim[redacted]";
    }
  }

  private record Account(String id, StaffRole role, String password, String totp) {}

  /** What came of a moderator's proving again who they are. */
  public sealed interface Proved {
    /**
     * It is who they say.
     *
     * @param accountId of the account
     */
    record Yes(String accountId) implements Proved {}

    /** The password or the code is wrong. */
    record No() implements Proved {}

    /** There were too many attempts of late, right ones or wrong ones. */
    record TooMany(Duration retryAfter) implements Proved {}

    /** The node has as many to look at as it can. */
    record Busy() implements Proved {}
  }

  /** Opens a session by a proof of another kind than a password. */
  @FunctionalInterface
  public interface Opening {
    /** Says whether it is open now. */
    Future<Boolean> open(StaffToken token, Instant expires, Duration idle);
  }

  /** Counts an attempt that is of no name yet; empty when there may be more. */
  public Future<Optional<Duration>> count(AddressTag from) {
    return count.run(StaffName.NOBODY, from);
  }

  /** Lets somebody in who proves who they are. */
  public Future<Login> login(Claim claim, AddressTag from) {
    StaffName name = StaffName.read(claim.name()).orElse(StaffName.NOBODY);
    return count
        .run(name, from)
        .compose(
            wait ->
                wait.isPresent()
                    ? Future.succeededFuture(new Login.TooMany(wait.get()))
                    : account(name).compose(account -> look(name, account, claim, from)))
        .recover(
            e ->
                e instanceof SlowWork.BusyException
                    ? Future.succeededFuture(new Login.Busy())
                    : Future.failedFuture(e))
        .onSuccess(meters::count);
  }

  private Future<Optional<Account>> account(StaffName name) {
    return link.send(
            Request.cmd(Command.HMGET)
                .arg(StaffKeys.account(name))
                .arg("id")
                .arg("role")
                .arg("password")
                .arg("totp"))
        .map(
            fields -> {
              @Nullable Response id = fields.get(0);
              @Nullable Response role = fields.get(1);
              @Nullable Response password = fields.get(2);
              @Nullable Response totp = fields.get(3);
              if (id == null || role == null || password == null || totp == null) {
                return Optional.empty();
              }
              return StaffRole.read(role.toString())
                  .map(
                      its -> new Account(id.toString(), its, password.toString(), totp.toString()));
            });
  }

  private Future<Login> look(
      StaffName name, Optional<Account> account, Claim claim, AddressTag from) {
    return proof(name, account, claim)
        .compose(
            proof ->
                admit(
                    name,
                    account.map(Account::role),
                    Map.of(),
                    (token, expires, idle) ->
                        open.run(name, StaffKeys.session(token), proof, from, expires, idle)));
  }

  /** What a claim proves; takes as long whatever is wrong with it. */
  private Future<Proof> proof(StaffName name, Optional<Account> account, Claim claim) {
    byte[] key = account.flatMap(its -> opened(name, its)).orElse(NO_KEY);
    OptionalLong step = Totp.check(key, claim.code(), clock.wall());
    return passwords
        .check(claim.password(), account.map(Account::password))
        .map(
            checked -> {
              boolean right = checked.right() && account.isPresent() && key != NO_KEY;
              return new Proof(
                  account.map(Account::id).orElse(""),
                  right ? step : OptionalLong.empty(),
                  checked.newHash());
            });
  }

  /**
   * Has a moderator who is in prove again that it is they, for what a stolen token must not be
   * enough for. The attempt counts as one to log in, and takes the code.
   *
   * @param grant a key in Redis, never used before, that the proof writes: {@code account}, the id,
   *     and {@code expires}
   * @param lifetime of that key
   */
  public Future<Proved> prove(
      StaffName name,
      String password,
      String code,
      AddressTag from,
      String grant,
      Duration lifetime) {
    Claim claim = new Claim(name.value(), password, code);
    return count
        .run(name, from)
        .compose(
            wait ->
                wait.isPresent()
                    ? Future.<Proved>succeededFuture(new Proved.TooMany(wait.get()))
                    : account(name)
                        .compose(account -> proof(name, account, claim))
                        .compose(proof -> grant(name, proof, from, grant, lifetime)))
        .recover(
            e ->
                e instanceof SlowWork.BusyException
                    ? Future.succeededFuture(new Proved.Busy())
                    : Future.failedFuture(e));
  }

  private Future<Proved> grant(
      StaffName name, Proof proof, AddressTag from, String grant, Duration lifetime) {
    return open.run(name, grant, proof, from, clock.instant().plus(lifetime), lifetime)
        .compose(
            right ->
                right
                    ? Future.<Proved>succeededFuture(new Proved.Yes(proof.accountId()))
                    : refusals.append(name.value()).map(written -> new Proved.No()));
  }

  private Optional<byte[]> opened(StaffName name, Account account) {
    Optional<byte[]> key = seal.open(name, account.totp());
    if (key.isEmpty()) {
      log.error(
          "The one-time code of the moderator {} cannot be checked: it was sealed with another"
              + " PASSERBY_AUDIT_SECRET. Set that one again, or end the account and invite anew.",
          name.value());
    }
    return key;
  }

  /**
   * Lets somebody in when a session opens.
   *
   * @param role empty when there is nobody of that name
   * @param details for the audit
   */
  private Future<Login> admit(
      StaffName name, Optional<StaffRole> role, Map<String, String> details, Opening opening) {
    StaffToken token = StaffToken.random(name);
    Instant expires = clock.instant().plus(settings.session());
    return opening
        .open(token, expires, idle())
        .compose(
            opened ->
                opened && role.isPresent()
                    ? audit
                        .append(name.value(), AuditAction.LOGIN, "", details)
                        .map(written -> new Login.Yes(token, expires, role.get()))
                    : refusals
                        .append(role.isPresent() ? name.value() : "")
                        .map(written -> new Login.Refused()));
  }

  /**
   * Lets somebody in who has proved by a passkey who they are. Attempts were counted when they got
   * their challenge.
   *
   * @param passkey for the audit
   */
  public Future<Login> admit(StaffName name, StaffRole role, String passkey, Opening opening) {
    return admit(name, Optional.of(role), Map.of("passkey", passkey), opening)
        .onSuccess(meters::count);
  }

  /** Counts a login by a passkey of which no more came than this. */
  public void count(Login ended) {
    meters.count(ended);
  }

  /**
   * Refuses a login by a passkey.
   *
   * @param name whose passkey it is; empty when it is nobody's
   */
  public Future<Login> refuse(Optional<StaffName> name) {
    return refusals
        .append(name.map(StaffName::value).orElse(""))
        .<Login>map(written -> new Login.Refused())
        .onSuccess(meters::count);
  }

  private Duration idle() {
    return settings.idle().compareTo(settings.session()) < 0 ? settings.idle() : settings.session();
  }

  /** Whom a token speaks for; empty when it has run out, was revoked or is none. */
  public Future<Optional<StaffMember>> check(StaffToken token) {
    return check.run(token, clock.instant(), idle());
  }

  /** Revokes a token. */
  public Future<Void> logout(StaffToken token) {
    return link.send(Request.cmd(Command.DEL).arg(StaffKeys.session(token)))
        .compose(ended -> audit.append(token.name().value(), AuditAction.LOGOUT, "", Map.of()));
  }
}
