package chat.passerby;

import chat.passerby.redis.embedded.EmbeddedRedis;
import chat.passerby.redis.embedded.EmbeddedRedisException;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import chat.passerby.settings.SettingsSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts one Passerby node, and ends it on SIGINT or SIGTERM: the first signal lets its visitors
 * move to other nodes, a second one ends it at once. With arguments, runs a {@link Command}
 * instead.
 */
public final class Main {
  private static final Logger log = LoggerFactory.getLogger(Main.class);

  /**
   * Whether Netty tells the JVM's Flight Recorder of its buffers. That loads the recorder whether
   * or not anybody records, a tenth of a second of the start on one core.
   */
  private static final String BUFFER_EVENTS = "io.netty.jfr.enabled";

  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 10;

  private volatile @Nullable Vertx vertx;
  private volatile @Nullable EmbeddedRedis embedded;
  private volatile @Nullable Node node;
  private volatile boolean ending;

  private Main() {}

  public static void main(String[] args) {
    try {
      if (args.length > 0) {
        System.exit(command(List.of(args)));
      }
      Main main = new Main();
      Runtime.getRuntime().addShutdownHook(new Thread(main::stop, "shutdown"));
      if (!EndSignals.handle(() -> new Thread(main::drain, "drain").start(), main::letGo)) {
        log.warn("This JVM cannot wait for visitors to move; a signal ends the node at once.");
      }
      main.start();
    } catch (SettingsException | EmbeddedRedisException | StartException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (TimeoutException e) {
      fail("Passerby did not start within " + START_SECONDS + " seconds.");
    } catch (Throwable e) {
      // Anything else is a fault of ours, and must not leave half a node running.
      log.error("Passerby could not start.", e);
      System.exit(1);
    }
  }

  private static int command(List<String> args) throws TimeoutException {
    TemporaryFolder.check();
    Vertx vertx = vertx();
    try {
      Command command = new Command(vertx, System.in, System.out, System.err);
      return command.run(args, () -> Settings.of(SettingsSource.read()));
    } finally {
      await(vertx.close().timeout(STOP_SECONDS, TimeUnit.SECONDS).otherwiseEmpty());
    }
  }

  private static void fail(String sentence) {
    System.err.println(sentence);
    System.exit(1);
  }

  private void start() throws TimeoutException {
    TemporaryFolder.check();
    Vertx vertx = vertx();
    this.vertx = vertx;
    NodeSettings settings = NodeSettings.from(Settings.of(SettingsSource.read()));
    settings.telemetry().logLevel().apply();
    settings.telemetry().logFormat().apply(Optional.empty());
    if (settings.roles().contains(Role.GATEWAY)) {
      OpenFiles.warning(settings.gateway().connections())
          .ifPresent(warning -> log.warn("{}", warning));
    }
    Optional<RedisEndpoint> configured = settings.redis().endpoint();
    RedisEndpoint redis = configured.orElseGet(() -> startEmbedded(settings));
    Node started = new Node(vertx, settings, redis);
    node = started;
    List<Integer> ports;
    try {
      ports = await(started.start());
    } catch (RuntimeException e) {
      if (ending) {
        return; // A start that was broken off has not failed, and whoever ends the node sees to it.
      }
      throw e;
    }
    for (int port : ports) {
      System.out.println(
          "Passerby is at "
              + settings.transport().scheme()
              + "://"
              + shown(settings.gateway().host())
              + ":"
              + port);
    }
    System.out.println(
        configured.isPresent()
            ? "Redis is at " + redis
            : "Redis is embedded and keeps its data in " + settings.redis().data());
  }

  private RedisEndpoint startEmbedded(NodeSettings settings) {
    EmbeddedRedis started = EmbeddedRedis.start(settings.redis().data());
    embedded = started;
    return started.endpoint();
  }

  /** Ends the process; 0 says that no visitor was left behind who could have moved. */
  private void drain() {
    ending = true;
    Node started = node;
    boolean moved = true;
    if (started != null) {
      try {
        moved = started.drain().await();
      } catch (RuntimeException e) {
        log.error("The visitors could not be moved.", e);
        moved = false;
      }
    }
    System.exit(moved ? 0 : 1);
  }

  /** Ends what was started, in the other order; bounded, so that a signal always ends the node. */
  private void stop() {
    ending = true;
    Node started = node;
    Vertx used = vertx;
    Future<Void> stopped = started == null ? Future.succeededFuture() : started.stop();
    try {
      await(
          stopped
              .eventually(() -> used == null ? Future.succeededFuture() : used.close())
              .timeout(STOP_SECONDS, TimeUnit.SECONDS)
              .otherwiseEmpty());
    } catch (TimeoutException e) {
      System.err.println("Passerby was ended before everything had closed.");
    } finally {
      EmbeddedRedis its = embedded;
      if (its != null) {
        its.close();
      }
    }
  }

  /** What must not stay behind when the node ends at once. */
  private void letGo() {
    EmbeddedRedis its = embedded;
    if (its != null) {
      its.letGo();
    }
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(START_SECONDS, TimeUnit.SECONDS);
  }

  private static Vertx vertx() {
    if (System.getProperty(BUFFER_EVENTS) == null) {
      System.setProperty(BUFFER_EVENTS, "false");
    }
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()));
  }

  /** An address that a browser on this machine can open. */
  static String shown(String host) {
    return host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
  }
}
