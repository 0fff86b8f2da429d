package chat.passerby.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;

/**
 * An error as every address of ours tells it, in JSON.
 *
 * @param code in kebab-case, for programs; needs no escape in JSON, nor does the message
 * @param message a sentence, for people
 */
public record ErrorBody(int status, String code, String message) {
  public static final ErrorBody BAD_REQUEST =
      new ErrorBody(400, "bad-request", "The request could not be read.");
  static final ErrorBody LATE =
      new ErrorBody(408, "too-late", "The request did not arrive in time.");
  private static final ErrorBody URI_TOO_LONG =
      new ErrorBody(414, "address-too-long", "The address is longer than is read here.");
  private static final ErrorBody HEADERS_TOO_LARGE =
      new ErrorBody(431, "headers-too-large", "The headers are longer than is read here.");
  private static final ErrorBody VERSION =
      new ErrorBody(505, "http-version-not-supported", "Only HTTP/1.1 and 1.0 are spoken here.");

  /** The answer to a request that could not be decoded. */
  public static ErrorBody of(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return URI_TOO_LONG;
    } else if (cause instanceof TooLongHttpHeaderException) {
      return HEADERS_TOO_LARGE;
    } else if (cause instanceof UnknownVersionException) {
      return VERSION;
    }
    return BAD_REQUEST;
  }

  public String json() {
    return "{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}";
  }

  /** A whole answer, after which the connection ends. */
  byte[] response() {
    String body = json();
    String head =
        "HTTP/1.1 "
            + HttpResponseStatus.valueOf(status)
            + "\r\nContent-Type: application/json\r\nCache-Control: no-store"
            + "\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.ISO_8859_1);
  }
}
