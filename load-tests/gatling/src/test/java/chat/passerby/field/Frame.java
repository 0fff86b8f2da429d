package chat.passerby.field;

/** A frame to be sent; the type names it in the report. */
record Frame(String type, String json) {
  private static final String SDP_LINE =
      "a=rtpmap:111 opus/48000/2\\r\\na=fmtp:111 minptime=10;useinbandfec=1\\r\\n";

  /** As long as a browser's with sound and video. */
  private static final String SDP = "v=0\\r\\n" + SDP_LINE.repeat(60);

  static Frame of(String type, String room) {
    return new Frame(type, "{\"type\":\"" + type + "\",\"room\":\"" + room + "\"}");
  }

  static Frame description(String type, String room) {
    return with(type, room, "\"sdp\":\"" + SDP + "\"");
  }

  static Frame candidate(String room, int number) {
    return with(
        "candidate",
        room,
        ("\"candidate\":{\"candidate\":\"candidate:%d 1 udp 1677729535 203.0.113.7 %d typ srflx"
                + " raddr 0.0.0.0 rport 0 generation 0 ufrag Kx3q network-cost 999\","
                + "\"sdpMid\":\"0\",\"sdpMLineIndex\":0,\"usernameFragment\":\"Kx3q\"}")
            .formatted(number, 46_000 + number));
  }

  static Frame typing(String room, boolean active) {
    return with("typing", room, "\"active\":" + active);
  }

  static Frame chat(String room, String id, String text) {
    return with("chat", room, "\"id\":\"" + id + "\",\"text\":\"" + text + "\"");
  }

  static Frame ack(String room, String id) {
    return with("ack", room, "\"id\":\"" + id + "\"");
  }

  private static Frame with(String type, String room, String rest) {
    return new Frame(type, "{\"type\":\"" + type + "\",\"room\":\"" + room + "\"," + rest + "}");
  }
}
