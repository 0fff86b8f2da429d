package chat.passerby.gateway.http;

import chat.passerby.gateway.icebreakers.Icebreakers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /api/icebreakers}: the operator's own first lines and questions. */
public final class IcebreakersResource {
  private static final Logger log = LoggerFactory.getLogger(IcebreakersResource.class);

  private final Buffer answer;

  public IcebreakersResource(Icebreakers icebreakers) {
    this.answer = icebreakers.json();
  }

  void handle(RoutingContext request) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=300")
        .end(answer)
        .onFailure(e -> log.debug("A client did not read the icebreakers: {}", e.getMessage()));
  }
}
