package chat.passerby.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.settings.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AddressTagsTest {
  private final AddressTags tags = new AddressTags(Secret.of("shared by the nodes"));

  @Test
  void ipv4Address_isCountedWhole() throws UnknownHostException {
    assertEquals(tag("192.0.2.1"), tag("192.0.2.1"));
    assertNotEquals(tag("192.0.2.1"), tag("192.0.2.2"));
  }

  @Test
  void ipv6Address_isCountedByItsNetwork() throws UnknownHostException {
    assertEquals(tag("2001:db8:1:2::1"), tag("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    assertNotEquals(tag("2001:db8:1:2::1"), tag("2001:db8:1:3::1"));
  }

  @Test
  void ipv4Address_inTheClothesOfIpv6_isTheSame() throws UnknownHostException {
    assertEquals(tag("192.0.2.1"), tag("::ffff:192.0.2.1"));
  }

  @Test
  void tag_tellsWithWhichSecretItWasMadeAndNothingElse() throws UnknownHostException {
    AddressTags others = new AddressTags(Secret.of("shared by other nodes"));
    String ours = tag("192.0.2.1");
    String theirs = others.of(InetAddress.getByName("192.0.2.1")).value();
    assertNotEquals(ours, theirs);
    assertEquals(ours.split("\\.")[0], tag("192.0.2.2").split("\\.")[0]);
    assertNotEquals(ours.split("\\.")[0], theirs.split("\\.")[0]);
    assertTrue(ours.matches("[A-Za-z0-9_-]{4}\\.[A-Za-z0-9_-]{16}"), ours);
    assertFalse(ours.contains("192"), ours);
  }

  private String tag(String address) throws UnknownHostException {
    return tags.of(InetAddress.getByName(address)).value();
  }
}
