package chat.passerby;

import chat.passerby.backup.BackupException;
import chat.passerby.backup.BackupFiles;
import chat.passerby.backup.Counts;
import chat.passerby.backup.Restore;
import chat.passerby.backup.Stores;
import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditKey;
import chat.passerby.moderation.audit.AuditReader;
import chat.passerby.moderation.audit.AuditVerifier;
import chat.passerby.moderation.audit.Checkpoint;
import chat.passerby.moderation.staff.Passwords;
import chat.passerby.moderation.staff.StaffMember;
import chat.passerby.moderation.staff.StaffName;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.moderation.staff.StaffRoster;
import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisCheck;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.embedded.EmbeddedRedis;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.session.SharedSecret;
import chat.passerby.settings.Secret;
import chat.passerby.settings.Settings;
import chat.passerby.time.SystemClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is done once, from the command line, with the settings of the nodes: the first admin is
 * invited, the audit is verified, what must last is backed up and restored.
 */
final class Command {
  private static final String USAGE =
      """
      java -jar passerby.jar                               starts a node
      java -jar passerby.jar admin create NAME             invites an admin and prints the invitation
      java -jar passerby.jar audit verify [CHECKPOINT …]   checks that the audit is whole
      java -jar passerby.jar backup FILE                   writes what must last to a file
      java -jar passerby.jar restore FILE [--replace]      writes it back; what is there may be replaced
      - in place of FILE is the standard output or input\
      """;

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** What stands for standard input and output in place of a file. */
  private static final String STREAM = "-";

  private static final long REDIS_SECONDS = 10;
  private static final long WORK_MINUTES = 60;

  /** Much may be asked for at once, and nobody waits for it. */
  private static final LinkSettings BACKUP_LINK =
      new LinkSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          8192,
          Duration.ofSeconds(5));

  private final Vertx vertx;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  Command(Vertx vertx, InputStream in, PrintStream out, PrintStream err) {
    this.vertx = vertx;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Reads the settings, once it is known that there is something to do. */
  interface Source {
    Settings read() throws TimeoutException;
  }

  /** What a command works with. */
  private record Tools(NodeSettings settings, RedisLink link, Secret secret) {}

  private interface Work {
    Future<Integer> with(Tools tools);
  }

  /** Something to do with Redis, on a thread that may wait. */
  private interface Plan {
    int with(NodeSettings settings, RedisEndpoint redis, RedisLink link) throws TimeoutException;
  }

  /**
   * Runs a command.
   *
   * @return the exit code: 0 when it was done, 1 when it was not, 2 when there is no such command
   * @throws StartException, or those of settings and of the embedded Redis, for what the operator
   *     can mend
   */
  int run(List<String> args, Source source) throws TimeoutException {
    if (args.equals(List.of("--help")) || args.equals(List.of("help"))) {
      out.println(USAGE);
      return DONE;
    }
    if (args.size() == 3 && args.subList(0, 2).equals(List.of("admin", "create"))) {
      return create(args.get(2), source);
    }
    if (args.size() >= 2 && args.subList(0, 2).equals(List.of("audit", "verify"))) {
      return verify(args.subList(2, args.size()), source);
    }
    if (args.size() == 2 && args.get(0).equals("backup")) {
      return backup(args.get(1), source);
    }
    boolean replace = args.size() == 3 && args.get(2).equals("--replace");
    if ((args.size() == 2 || replace) && args.get(0).equals("restore")) {
      return restore(args.get(1), replace, source);
    }
    err.println("There is no such command. These are there:\n" + USAGE);
    return MISUSED;
  }

  private int create(String text, Source source) throws TimeoutException {
    Optional<StaffName> name = StaffName.read(text);
    if (name.isEmpty()) {
      err.println("This is not the name of a moderator. " + StaffName.RULE);
      return FAILED;
    }
    StaffMember admin = new StaffMember(name.get(), StaffRole.ADMIN, Set.of());
    return work(
        source,
        tools -> {
          SystemClock clock = new SystemClock();
          Audit audit =
              new Audit(
                  new ScriptRunner(tools.link()),
                  new AuditKey(tools.secret()),
                  tools.settings().audit().checkpointEvery(),
                  clock);
          return new StaffRoster(tools.link(), new Passwords(vertx), tools.secret(), audit, clock)
              .invite(admin, "system")
              .map(
                  invited ->
                      switch (invited) {
                        case StaffRoster.Invited.Yes yes -> {
                          out.println(
                              address(tools.settings())
                                  + "/moderation/#invite="
                                  + yes.invite().reveal());
                          yield DONE;
                        }
                        case StaffRoster.Invited.Exists exists ->
                            failed(
                                "There is a moderator "
                                    + admin.name().value()
                                    + " already: choose another name.");
                        case StaffRoster.Invited.Full full ->
                            failed("There are as many moderators as there may be: end some first.");
                      });
        });
  }

  private int verify(List<String> texts, Source source) throws TimeoutException {
    List<Checkpoint> checkpoints;
    try {
      checkpoints = texts.stream().map(Checkpoint::parse).toList();
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return FAILED;
    }
    return work(
        source,
        tools ->
            new AuditVerifier(new AuditReader(tools.link()), new AuditKey(tools.secret()))
                .verify(checkpoints)
                .map(
                    verdict -> {
                      out.println(verdict.sentence());
                      return verdict.whole() ? DONE : FAILED;
                    }));
  }

  private int backup(String file, Source source) throws TimeoutException {
    return stores(
        source,
        stores -> {
          if (!file.equals(STREAM)) {
            out.println("Wrote " + BackupFiles.write(Path.of(file), stores) + " to " + file + ".");
            return;
          }
          Counts written = BackupFiles.write(out, stores);
          if (out.checkError()) {
            throw new StartException("The standard output has ended before the backup.");
          }
          err.println("Wrote " + written + ".");
        });
  }

  private int restore(String file, boolean replace, Source source) throws TimeoutException {
    return stores(
        source,
        stores -> {
          Restore.Outcome done =
              file.equals(STREAM)
                  ? BackupFiles.restore(in, stores, replace)
                  : BackupFiles.restore(Path.of(file), stores, replace);
          if (done.deleted().total() > 0) {
            out.println("Deleted " + done.deleted() + ".");
          }
          out.println("Restored " + done.restored() + ".");
        });
  }

  private int failed(String sentence) {
    err.println(sentence);
    return FAILED;
  }

  /** Does something with all that the nodes keep, on this thread, which waits. */
  private int stores(Source source, Consumer<Stores> task) throws TimeoutException {
    return connected(
        source,
        BACKUP_LINK,
        (settings, redis, link) -> {
          Optional<RedisEndpoint> own = settings.redis().evidence();
          EvidenceLink evidence =
              new EvidenceLink(
                  own.map(its -> RedisLink.create(vertx, its, BACKUP_LINK, "evidence"))
                      .orElse(link),
                  own.isPresent());
          try {
            if (own.isPresent()) {
              new RedisCheck(vertx, own.get(), evidence.link())
                  .run(Duration.ofSeconds(REDIS_SECONDS))
                  .recover(e -> Future.failedFuture(StartException.explainEvidence(own.get(), e)))
                  .await(WORK_MINUTES, TimeUnit.MINUTES);
            }
            task.accept(new Stores(link, evidence));
            return DONE;
          } catch (BackupException e) {
            return failed(String.valueOf(e.getMessage()));
          } finally {
            evidence.close().await(REDIS_SECONDS, TimeUnit.SECONDS);
          }
        });
  }

  private int work(Source source, Work work) throws TimeoutException {
    return connected(
        source,
        LinkSettings.DEFAULTS,
        (settings, redis, link) ->
            new SharedSecret(link)
                .obtain("jwt", settings.sessions().jwtSecret())
                .compose(tokens -> vertx.executeBlocking(() -> AuditSecret.of(settings, tokens)))
                .map(Objects::requireNonNull)
                .compose(secret -> work.with(new Tools(settings, link, secret)))
                .recover(e -> Future.failedFuture(StartException.explain(redis, e)))
                .await(WORK_MINUTES, TimeUnit.MINUTES));
  }

  private int connected(Source source, LinkSettings links, Plan plan) throws TimeoutException {
    NodeSettings settings = NodeSettings.from(source.read());
    Optional<RedisEndpoint> given = settings.redis().endpoint();
    Path data = settings.redis().data();
    Optional<RedisEndpoint> there = given.or(() -> EmbeddedRedis.running(data));
    try (Own own = there.isPresent() ? new Own(null) : new Own(EmbeddedRedis.start(data))) {
      RedisEndpoint redis = there.orElseGet(() -> own.endpoint());
      RedisLink link = RedisLink.create(vertx, redis, links, "command");
      try {
        new RedisCheck(vertx, redis, link)
            .run(Duration.ofSeconds(REDIS_SECONDS))
            .recover(e -> Future.failedFuture(StartException.explain(redis, e)))
            .await(WORK_MINUTES, TimeUnit.MINUTES);
        return plan.with(settings, redis, link);
      } finally {
        link.close().await(REDIS_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  /** A server that was started for this command alone, where no node runs. */
  private record Own(@Nullable EmbeddedRedis redis) implements AutoCloseable {
    RedisEndpoint endpoint() {
      return Objects.requireNonNull(redis).endpoint();
    }

    @Override
    public void close() {
      if (redis != null) {
        redis.close();
      }
    }
  }

  /** Where moderators reach the nodes, as far as the settings tell. */
  private static String address(NodeSettings settings) {
    List<String> origins = settings.gateway().origins();
    if (!origins.isEmpty()) {
      return origins.get(0);
    }
    int port = settings.gateway().port();
    return "http://" + Main.shown(settings.gateway().host()) + (port == 0 ? "" : ":" + port);
  }
}
