package chat.passerby;

import chat.passerby.gateway.http.PageFiles;
import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;

/** Serves moderators on a node that is no gateway. */
final class ModerationVerticle extends VerticleBase {
  private static final long CLOSE_SECONDS = 2;

  private final NodeParts node;
  private final ModerationAssembly assembly;
  private final PageFiles page;
  private HttpServer server;
  private RedisLink link;
  private EvidenceLink evidence;

  ModerationVerticle(NodeParts node, ModerationAssembly assembly, PageFiles page) {
    this.node = node;
    this.assembly = assembly;
    this.page = page;
  }

  @Override
  public Future<?> start() {
    link = node.link(context, "moderation");
    evidence = node.evidence(context, link);
    server = assembly.server(context, link, evidence, page);
    evidence.start();
    return link.start().compose(up -> server.listen());
  }

  /** The port in use, once started. */
  int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    return server
        .shutdown(CLOSE_SECONDS, TimeUnit.SECONDS)
        .eventually(evidence::close)
        .eventually(link::close);
  }
}
