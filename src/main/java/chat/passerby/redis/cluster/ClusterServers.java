package chat.passerby.redis.cluster;

import chat.passerby.redis.cluster.ClusterLinks.Member;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.Redirection;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.redis.link.Replies;
import chat.passerby.redis.link.ServerLink;
import chat.passerby.redis.link.Servers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends each command to the server of a Redis Cluster that has its key. A server that no longer has
 * it does nothing and names the one that does, and the command goes there.
 *
 * <p>Vert.x' own cluster connection is not used: it cannot be made while any server is down, and
 * never finds a lost one again.
 */
public final class ClusterServers implements Servers {
  /** Two servers may send a command to each other while a slot changes hands. */
  private static final int REDIRECTIONS = 5;

  private final ClusterLinks links;
  private final LinkSettings settings;

  public ClusterServers(ClusterLinks links, LinkSettings settings) {
    this.links = links;
    this.settings = settings;
  }

  @Override
  public void start() {
    links.start();
  }

  @Override
  public Future<Void> started() {
    return links.started();
  }

  @Override
  public boolean isUp() {
    return links.isUp();
  }

  @Override
  public Future<Void> close() {
    return links.close();
  }

  @Override
  public void send(Request request, Promise<Response> promise) {
    Member owner = links.owner(Slots.of(request));
    if (owner == null) {
      promise.fail(links.unavailable(false));
    } else {
      forward(owner, request, promise, REDIRECTIONS);
    }
  }

  @Override
  public Future<Void> ask(Request request) {
    return links.ask(request);
  }

  @Override
  public List<ServerLink> each() {
    return links.each();
  }

  /** One by one, since some may be redirected and the others must not run twice. */
  @Override
  public void batch(List<Request> requests, Promise<List<Response>> promise) {
    List<Future<Response>> replies = new ArrayList<>(requests.size());
    for (Request request : requests) {
      Promise<Response> reply = Promise.promise();
      replies.add(reply.future());
      send(request, reply);
    }
    Future.join(replies).<List<Response>>map(all -> all.list()).onComplete(promise);
  }

  private void forward(Member server, Request request, Promise<Response> promise, int left) {
    Promise<Response> reply = Promise.promise();
    reply
        .future()
        .onComplete(
            answer -> {
              if (request.command() == Command.SPUBLISH && !Replies.yes(answer)) {
                doubt(server, request, answer, promise);
              } else {
                promise.complete(answer);
              }
            },
            failure -> {
              Optional<Redirection> to = Redirection.of(failure);
              if (to.isEmpty()) {
                promise.fail(failure);
              } else {
                redirect(server, to.get(), request, promise, left);
              }
            });
    server.link().send(request, reply);
  }

  private void redirect(
      Member from, Redirection to, Request request, Promise<Response> promise, int left) {
    Member target = links.target(from, to);
    if (left == 0) {
      promise.fail(
          new RedisUnavailableException(
              "a slot of the Redis Cluster is moving", settings.commandTimeout(), false));
      return;
    }
    if (!to.lasting()) {
      target.link().send(Request.cmd(Command.ASKING), Promise.promise());
    }
    forward(target, request, promise, left - 1);
  }

  /**
   * A server that has become a replica still takes what is published, but does not know who listens
   * elsewhere. A command with the channel as its key shows whether it is one.
   */
  private void doubt(Member server, Request publish, Response nobody, Promise<Response> promise) {
    Promise<Response> proof = Promise.promise();
    proof
        .future()
        .onComplete(
            owned -> promise.complete(nobody),
            failure -> {
              Optional<Redirection> to = Redirection.of(failure).filter(Redirection::lasting);
              if (to.isEmpty()) {
                promise.complete(nobody);
              } else {
                links.target(server, to.get());
                promise.fail(links.unavailable(true));
              }
            });
    server.link().send(Slots.exists(publish), proof);
  }
}
