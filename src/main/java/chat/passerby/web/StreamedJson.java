package chat.passerby.web;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * Has Vert.x read and write its JSON as a stream. Where jackson-databind is there, Vert.x 5.0.10
 * would choose it, which loads 300 classes before a node listens and is needed for nothing that
 * Vert.x does here.
 */
public final class StreamedJson implements JsonFactory {
  @Override
  public JsonCodec codec() {
    return new JacksonCodec();
  }
}
