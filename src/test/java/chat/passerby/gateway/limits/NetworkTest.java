package chat.passerby.gateway.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.128/25, 192.168.1.200, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "[fd00::]/8, fdff::1, true",
    "[2001:db8::7], 2001:db8::7, true",
    "::/0, 2001:db8::1, true",
    "::/0, 10.0.0.1, false",
    "::ffff:10.0.0.0/104, 10.9.9.9, true",
    "::ffff:10.0.0.0/104, 11.0.0.1, false",
    "::ffff:10.1.2.3, 10.1.2.3, true",
    "10.0.0.0/8, ::ffff:10.9.9.9, true",
  })
  void network_containsWhatSharesItsPrefix(String network, String address, boolean contained) {
    assertEquals(contained, Network.parse(network).contains(address(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/8/8",
        "10.0.0.0/99999999999",
        "10.0.0",
        "fd00::/129",
        "::ffff:10.0.0.0/95",
        "proxy.example.org",
        "10.0.0.0-10.0.0.9"
      })
  void text_thatIsNoNetwork_isRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
  }

  private static InetAddress address(String text) {
    return Network.address(NetUtil.createByteArrayFromIpAddressString(text));
  }
}
