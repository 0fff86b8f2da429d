package chat.passerby.redis.sentinel;

import chat.passerby.redis.link.Failures;
import chat.passerby.redis.link.Home;
import chat.passerby.redis.link.Inquiry;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisAbsence;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisGroup;
import chat.passerby.redis.link.ServerLink;
import chat.passerby.redis.link.Whereabouts;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;

/**
 * The master that a group of sentinels has agreed on. All of them are asked each time, and the one
 * with the newest configuration is believed: a sentinel that was cut off may still name a master
 * that was replaced, and that server may still believe that it is the master.
 */
public final class SentinelMaster implements Whereabouts {
  private final RedisGroup group;
  private final Inquiry inquiry;

  public SentinelMaster(RedisGroup group, Inquiry inquiry) {
    this.group = group;
    this.inquiry = inquiry;
  }

  /** A link to the master of a group, wherever it is. */
  public static ServerLink link(
      Home home, RedisGroup sentinels, LinkSettings settings, String name, Runnable onUp) {
    return new ServerLink(
        home,
        new SentinelMaster(sentinels, new Inquiry(home, settings, name)),
        settings,
        name,
        onUp,
        () -> {},
        (link, refusal) -> {
          if (Failures.isPassingReply(refusal, "READONLY")) {
            link.drop("Redis has become a replica");
          }
        });
  }

  /** What one sentinel says; the epoch grows with each failover. */
  private record Word(RedisEndpoint master, long epoch) {}

  @Override
  public Future<RedisEndpoint> find() {
    List<Future<Optional<Word>>> words = group.known().stream().map(this::ask).toList();
    return Future.join(words)
        .map(
            all ->
                words.stream()
                    .map(Future::result)
                    .flatMap(Optional::stream)
                    .reduce((one, other) -> other.epoch > one.epoch ? other : one)
                    .map(Word::master)
                    .orElseThrow(() -> new RedisAbsence("no sentinel names a master of Redis")));
  }

  @Override
  public Future<Void> verify(RedisConnection connection) {
    return connection
        .send(Request.cmd(Command.ROLE))
        .map(
            role -> {
              if (!role.get(0).toString().equals("master")) {
                throw new RedisAbsence("the server that the sentinels name is no master yet");
              }
              return null;
            });
  }

  private Future<Optional<Word>> ask(RedisEndpoint sentinel) {
    return inquiry
        .ask(
            sentinel,
            List.of(
                Request.cmd(Command.SENTINEL).arg("GET-MASTER-ADDR-BY-NAME").arg(group.master()),
                Request.cmd(Command.SENTINEL).arg("MASTER").arg(group.master())))
        .map(answers -> Optional.of(word(answers)))
        .otherwise(Optional.empty());
  }

  private Word word(List<Response> answers) {
    Response address = answers.get(0);
    String host = address.get(0).toString();
    int port = Integer.parseInt(address.get(1).toString());
    return new Word(group.server(host, port), Long.parseLong(epoch(answers.get(1))));
  }

  /** The reply is a map in the newer protocol, and pairs in the older one. */
  private static String epoch(Response master) {
    if (master.getKeys().contains("config-epoch")) {
      return master.get("config-epoch").toString();
    }
    for (int i = 0; i + 1 < master.size(); i += 2) {
      if (master.get(i).toString().equals("config-epoch")) {
        return master.get(i + 1).toString();
      }
    }
    return "0";
  }
}
