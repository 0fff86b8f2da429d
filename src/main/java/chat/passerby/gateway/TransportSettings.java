package chat.passerby.gateway;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What connections are carried by.
 *
 * @param proxyProtocol whether each begins with a header of the PROXY protocol
 * @param tls the certificate and key of TLS; none where a proxy sees to it, or nobody
 */
public record TransportSettings(boolean proxyProtocol, Optional<TlsFiles> tls) {
  private enum Switch {
    OFF,
    ON
  }

  private static final Setting<Switch> PROXY_PROTOCOL =
      Setting.choice(
          "PASSERBY_PROXY_PROTOCOL",
          Switch.class,
          Switch.OFF,
          "`on`: each connection to `PASSERBY_PORT` has to begin with a header of the PROXY"
              + " protocol (version 1 or 2), and one that names somebody else is taken from the"
              + " proxies of `PASSERBY_PROXIES` only");
  private static final Setting<Optional<Path>> CERTIFICATE =
      path(
          "PASSERBY_TLS_CERTIFICATE",
          "a PEM file with the certificate and its chain, for HTTPS on `PASSERBY_PORT` without a"
              + " proxy; read again when it changes");
  private static final Setting<Optional<Path>> KEY =
      path("PASSERBY_TLS_KEY", "a PEM file with the private key of that certificate (PKCS #8)");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(PROXY_PROTOCOL, CERTIFICATE, KEY);

  /** Throws a SettingsException for what does not fit together. */
  public static TransportSettings from(Settings settings, GatewaySettings gateway) {
    Optional<Path> certificate = settings.get(CERTIFICATE);
    Optional<Path> key = settings.get(KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new SettingsException(
          CERTIFICATE.name() + " and " + KEY.name() + " need each other: set both or neither.");
    }
    boolean proxied = settings.get(PROXY_PROTOCOL) == Switch.ON;
    if (proxied && gateway.proxies().isEmpty()) {
      throw new SettingsException(
          PROXY_PROTOCOL.name() + " is on, but PASSERBY_PROXIES names no proxy to believe.");
    }
    return new TransportSettings(
        proxied, certificate.map(file -> new TlsFiles(file, key.orElseThrow())));
  }

  /** How addresses of this server begin. */
  public String scheme() {
    return tls.isPresent() ? "https" : "http";
  }

  private static Setting<Optional<Path>> path(String name, String meaning) {
    return Setting.of(
        name,
        text -> Optional.of(Path.of(text)),
        Optional.empty(),
        "",
        "a path, such as /etc/passerby/tls.pem",
        meaning);
  }
}
