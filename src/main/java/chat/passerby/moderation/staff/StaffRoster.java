package chat.passerby.moderation.staff;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.settings.Secret;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who moderates: invites, enrols, lists and ends moderators. An invitation or the key of one-time
 * codes is handed out only after the audit has the entry, so whoever gets one is in the audit.
 */
public final class StaffRoster {
  private final RedisLink link;
  private final InviteStaffScript invite;
  private final EnrolStaffScript enrol;
  private final EndStaffScript end;
  private final Passwords passwords;
  private final TotpSeal seal;
  private final Audit audit;
  private final NodeClock clock;

  /**
   * @param secret seals the keys of one-time codes
   */
  public StaffRoster(
      RedisLink link, Passwords passwords, Secret secret, Audit audit, NodeClock clock) {
    ScriptRunner runner = new ScriptRunner(link);
    this.link = link;
    this.invite = new InviteStaffScript(runner);
    this.enrol = new EnrolStaffScript(runner);
    this.end = new EndStaffScript(runner);
    this.passwords = passwords;
    this.seal = new TotpSeal(secret);
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of an invitation. */
  public sealed interface Invited {
    /** It is good once, for 24 hours. */
    record Yes(StaffToken invite) implements Invited {}

    /** Somebody has that name already, or a good invitation to it. */
    record Exists() implements Invited {}

    /** There are as many accounts as there may be. */
    record Full() implements Invited {}
  }

  /** What came of an enrolment. */
  public sealed interface Enrolled {
    /**
     * The account is ready.
     *
     * @param totp what an app for one-time codes reads; a secret
     */
    record Yes(StaffMember member, String totp) implements Enrolled {
      @Override
      public String toString() {
        return "Yes[member=" + member + ", totp=[redacted]]";
      }
    }

    /** The invitation is none, was used or has expired. */
    record BadInvite() implements Enrolled {}

    /** The password is not taken; a sentence says why. */
    record WeakPassword(String problem) implements Enrolled {}

    /** Too many passwords wait to be hashed. */
    record Busy() implements Enrolled {}
  }

  /** What came of ending an account. */
  public enum Ended {
    YES,
    UNKNOWN,
    /** Nobody would be left who can invite. */
    LAST_ADMIN
  }

  /**
   * An account.
   *
   * @param active false until the invitation is used
   */
  public record Listed(StaffName name, StaffRole role, boolean active) {}

  /**
   * Invites somebody.
   *
   * @param by the name of who invites, or {@code system}
   */
  public Future<Invited> invite(StaffMember invited, String by) {
    StaffToken token = StaffToken.random(invited.name());
    return invite
        .run(invited, UUID.randomUUID().toString(), token, by, clock.instant())
        .compose(
            outcome ->
                switch (outcome) {
                  case EXISTS -> Future.succeededFuture(new Invited.Exists());
                  case FULL -> Future.succeededFuture(new Invited.Full());
                  case INVITED ->
                      audit
                          .append(
                              by,
                              AuditAction.STAFF_INVITED,
                              invited.name().value(),
                              Map.of(
                                  "role",
                                  invited.role().wireName(),
                                  "permissions",
                                  Permission.join(invited.permissions())))
                          .map(written -> new Invited.Yes(token));
                });
  }

  /** Gives whoever holds an invitation an account with this password. */
  public Future<Enrolled> enrol(Optional<StaffToken> given, String password) {
    if (given.isEmpty()) {
      return Future.succeededFuture(new Enrolled.BadInvite());
    }
    StaffToken token = given.get();
    return invited(token)
        .compose(
            member -> {
              if (member.isEmpty()) {
                return Future.succeededFuture(new Enrolled.BadInvite());
              }
              Optional<String> problem = PasswordRules.problem(password, token.name());
              return problem.isPresent()
                  ? Future.succeededFuture(new Enrolled.WeakPassword(problem.get()))
                  : enrol(token, member.get(), password);
            });
  }

  private Future<Enrolled> enrol(StaffToken token, StaffMember member, String password) {
    byte[] key = Totp.newKey();
    return passwords
        .hash(password)
        .compose(hash -> enrol.run(token, hash, seal.seal(member.name(), key)))
        .compose(
            enrolled ->
                enrolled
                    ? audit
                        .append(
                            member.name().value(),
                            AuditAction.STAFF_ENROLLED,
                            member.name().value(),
                            Map.of())
                        .map(written -> new Enrolled.Yes(member, Totp.uri(member.name(), key)))
                    : Future.<Enrolled>succeededFuture(new Enrolled.BadInvite()))
        .recover(
            e ->
                e instanceof SlowWork.BusyException
                    ? Future.succeededFuture(new Enrolled.Busy())
                    : Future.failedFuture(e));
  }

  /** Whom an invitation is for, if it is good. */
  private Future<Optional<StaffMember>> invited(StaffToken token) {
    return link.batch(
            List.of(
                Request.cmd(Command.GET).arg(StaffKeys.invite(token)),
                Request.cmd(Command.HMGET)
                    .arg(StaffKeys.account(token.name()))
                    .arg("role")
                    .arg("permissions")
                    .arg("invite")))
        .map(
            replies -> {
              @Nullable Response name = replies.get(0);
              Response account = replies.get(1);
              @Nullable Response role = account.get(0);
              @Nullable Response permissions = account.get(1);
              @Nullable Response invite = account.get(2);
              if (name == null
                  || role == null
                  || permissions == null
                  || invite == null
                  || !invite.toString().equals(token.hash())) {
                return Optional.empty();
              }
              return StaffRole.read(role.toString())
                  .map(
                      its ->
                          new StaffMember(
                              token.name(), its, Permission.split(permissions.toString())));
            });
  }

  /** Ends an account; its sessions are refused from now on, on every node. */
  public Future<Ended> end(StaffName name, String by) {
    return link.send(Request.cmd(Command.HEXISTS).arg(StaffKeys.ROSTER).arg(name.value()))
        .compose(
            there ->
                !Replies.yes(there)
                    ? Future.succeededFuture(Ended.UNKNOWN)
                    : audit
                        .append(by, AuditAction.STAFF_ENDED, name.value(), Map.of())
                        .compose(written -> end.run(name))
                        .map(
                            outcome ->
                                switch (outcome) {
                                  case ENDED -> Ended.YES;
                                  case UNKNOWN -> Ended.UNKNOWN;
                                  case LAST_ADMIN -> Ended.LAST_ADMIN;
                                }));
  }

  /** All accounts, by name. */
  public Future<List<Listed>> list() {
    return link.send(Request.cmd(Command.HGETALL).arg(StaffKeys.ROSTER))
        .map(
            roster -> {
              List<Listed> all = new ArrayList<>();
              for (String name : roster.getKeys()) {
                listed(name, roster.get(name).toString()).ifPresent(all::add);
              }
              all.sort(Comparator.comparing(each -> each.name().value()));
              return all;
            });
  }

  private static Optional<Listed> listed(String name, String roleAndState) {
    String[] parts = roleAndState.split(":", 2);
    return StaffName.read(name)
        .flatMap(
            known ->
                StaffRole.read(parts[0])
                    .map(role -> new Listed(known, role, parts[1].equals("active"))));
  }
}
