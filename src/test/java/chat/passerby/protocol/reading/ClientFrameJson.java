package chat.passerby.protocol.reading;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.Golden;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** Puts a client frame back into JSON, with the fields that the frame keeps. */
final class ClientFrameJson {
  private ClientFrameJson() {}

  static ObjectNode of(ClientFrame frame) {
    ObjectNode json = Golden.JSON.createObjectNode().put("type", frame.type());
    if (frame instanceof ClientFrame.InRoom inRoom) {
      json.put("room", inRoom.room().value());
    }
    switch (frame) {
      case ClientFrame.Hello hello -> json.put("token", hello.token());
      case ClientFrame.Find find -> {
        json.put("mode", find.mode().wireName());
        json.set("interests", array(find.interests()));
        json.set("languages", array(find.languages()));
        json.put("hold", find.hold());
      }
      case ClientFrame.Relayed relayed -> relayed.id().ifPresent(id -> json.put("id", id));
      case ClientFrame.Report report -> {
        json.put("reason", report.reason().wireName());
        report.note().ifPresent(note -> json.put("note", note));
        report.snapshot().ifPresent(snapshot -> json.put("snapshot", snapshot));
      }
      case ClientFrame.Quality quality -> {
        json.put("ice", quality.ice().wireName());
        json.put("setup", millis(quality.setup()));
        quality.rtt().ifPresent(rtt -> json.put("rtt", millis(rtt)));
        quality.loss().ifPresent(loss -> json.put("loss", loss));
        quality.bitrate().ifPresent(bitrate -> json.put("bitrate", bitrate));
      }
      case ClientFrame.Rate rate -> json.put("stars", rate.stars());
      case ClientFrame.Cancel cancel -> {}
      case ClientFrame.Next next -> {}
      case ClientFrame.Leave leave -> {}
      case ClientFrame.Rewind rewind -> {}
      case ClientFrame.Block block -> {}
    }
    return json;
  }

  private static ArrayNode array(List<String> texts) {
    ArrayNode array = Golden.JSON.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
