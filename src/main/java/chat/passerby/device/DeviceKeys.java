package chat.passerby.device;

import chat.passerby.protocol.DeviceId;

/** The keys of one device; their types and lifetimes are in the package's description. */
final class DeviceKeys {
  private DeviceKeys() {}

  static String recent(DeviceId device) {
    return key(device, "recent");
  }

  static String blocked(DeviceId device) {
    return key(device, "blocked");
  }

  static String met(DeviceId device) {
    return key(device, "met");
  }

  static String reported(DeviceId device) {
    return key(device, "reported");
  }

  static String pool(DeviceId device) {
    return key(device, "pool");
  }

  private static String key(DeviceId device, String suffix) {
    return "passerby:device:{" + device.value() + "}:" + suffix;
  }
}
