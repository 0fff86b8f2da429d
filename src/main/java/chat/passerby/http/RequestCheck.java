package chat.passerby.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/**
 * What Netty 4.2.12 takes and RFC 9112 does not: other versions of HTTP, two Host lines (section
 * 3.2), headers without a name (5.1), codings other than chunked (6.1), and lengths that are not
 * digits only (6.2). Where two servers in a row read such a request differently, one can be
 * smuggled past the first.
 */
final class RequestCheck {
  private RequestCheck() {}

  /** Marks what is wrong as not decoded. */
  static void check(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return;
    }
    HttpVersion version = request.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      request.setDecoderResult(DecoderResult.failure(new UnknownVersionException()));
    } else if (!isSound(request.headers())) {
      request.setDecoderResult(
          DecoderResult.failure(new IllegalArgumentException("contradictory headers")));
    }
  }

  /** Whether a body follows the head. */
  static boolean hasBody(HttpRequest request) {
    HttpHeaders headers = request.headers();
    return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        || !isZero(headers.get(HttpHeaderNames.CONTENT_LENGTH, "0"));
  }

  private static boolean isSound(HttpHeaders headers) {
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return headers.getAll(HttpHeaderNames.HOST).size() <= 1
        && !headers.contains("")
        && (codings.isEmpty()
            || (codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked")))
        && headers.getAll(HttpHeaderNames.CONTENT_LENGTH).stream().allMatch(RequestCheck::isNumber);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> '0' <= c && c <= '9');
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0');
  }
}
