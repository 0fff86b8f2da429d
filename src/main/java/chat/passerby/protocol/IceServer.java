package chat.passerby.protocol;

import java.util.List;
import java.util.Optional;

/**
 * A STUN or TURN server in the form of WebRTC's RTCIceServer.
 *
 * @param urls where it is reached, such as {@code stun:stun.example.org:3478}
 * @param username who the client is to say it is, for TURN
 * @param credential the password that goes with it
 */
public record IceServer(List<String> urls, Optional<String> username, Optional<String> credential) {
  public IceServer {
    urls = List.copyOf(urls);
  }

  @Override
  public String toString() {
    return "IceServer[urls=" + urls + ", username=" + username + ", credential=[redacted]]";
  }
}
