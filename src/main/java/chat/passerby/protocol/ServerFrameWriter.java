package chat.passerby.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes the server's own frames. One writer serves all threads. */
public final class ServerFrameWriter {
  /** Most frames fit; a longer one grows. */
  private static final int USUAL_BYTES = 256;

  private final JsonFactory json = new JsonFactory();

  /** Returns the frame as it goes over the wire: UTF-8, without spaces. */
  public byte[] write(ServerFrame frame) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("type", frame.type());
      writeFields(out, frame);
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("Writing to memory failed", impossible);
    }
    return bytes.toByteArray();
  }

  private static void writeFields(JsonGenerator out, ServerFrame frame) throws IOException {
    switch (frame) {
      case ServerFrame.Welcome welcome -> writeWelcome(out, welcome);
      case ServerFrame.Waiting waiting -> writeWaiting(out, waiting);
      case ServerFrame.Idle idle -> {}
      case ServerFrame.Matched matched -> writeMatched(out, matched);
      case ServerFrame.PartnerAway away -> {
        out.writeStringField("room", away.room().value());
        writeInstant(out, "until", away.until());
      }
      case ServerFrame.PartnerBack back -> out.writeStringField("room", back.room().value());
      case ServerFrame.Left left -> {
        out.writeStringField("room", left.room().value());
        out.writeStringField("reason", left.reason().wireName());
      }
      case ServerFrame.Rewound rewound -> writeMatched(out, rewound.match());
      case ServerFrame.Reported reported -> {
        out.writeStringField("report", reported.report().value());
        if (!reported.help().isEmpty()) {
          writeStrings(out, "help", reported.help());
        }
      }
      case ServerFrame.Outcome outcome -> {
        out.writeStringField("report", outcome.report().value());
        out.writeStringField("outcome", outcome.outcome().wireName());
      }
      case ServerFrame.Notice notice -> {
        out.writeStringField("kind", notice.kind().wireName());
        out.writeStringField("reason", notice.reason());
        if (notice.terms().isPresent()) {
          writeTerms(out, notice.terms().get());
        }
      }
      case ServerFrame.PartnerMuted muted -> {
        out.writeStringField("room", muted.room().value());
        out.writeBooleanField("muted", muted.muted());
      }
      case ServerFrame.Banned banned -> writeBanned(out, banned);
      case ServerFrame.Goaway goaway -> writeDuration(out, "after", goaway.after());
      case ServerFrame.Error error -> writeError(out, error);
      case ServerFrame.HeldBack held -> {
        out.writeStringField("code", ErrorCode.REFUSED.wireName());
        out.writeStringField("message", held.message());
        out.writeStringField("ref", held.ref());
        out.writeStringField("cause", held.cause().wireName());
        writeOptional(out, "explanation", held.explanation());
      }
      case ServerFrame.Shielded shielded -> {
        writeError(
            out,
            new ServerFrame.Error(
                shielded.code(),
                shielded.message(),
                Optional.of(shielded.ref()),
                shielded.retryAfter()));
        out.writeStringField("cause", shielded.cause().wireName());
        writeInstant(out, "until", shielded.until());
      }
    }
  }

  private static void writeWelcome(JsonGenerator out, ServerFrame.Welcome welcome)
      throws IOException {
    out.writeStringField("session", welcome.session().value());
    out.writeNumberField("epoch", welcome.epoch());
    out.writeStringField("state", welcome.state().wireName());
    if (welcome.room().isPresent()) {
      out.writeObjectFieldStart("room");
      writeMatched(out, welcome.room().get());
      out.writeEndObject();
    }
    writeIceServers(out, welcome.iceServers());
    Limits limits = welcome.limits();
    out.writeObjectFieldStart("limits");
    out.writeNumberField("frameBytes", limits.frameBytes());
    out.writeNumberField("textChars", limits.textChars());
    out.writeNumberField("framesPerSecond", limits.framesPerSecond());
    out.writeNumberField("nextPerMinute", limits.nextPerMinute());
    writeDuration(out, "grace", limits.grace());
    // Older servers refuse what a message may say of itself, so a client must know.
    out.writeBooleanField("about", true);
    out.writeEndObject();
  }

  private static void writeWaiting(JsonGenerator out, ServerFrame.Waiting waiting)
      throws IOException {
    writeInstant(out, "since", waiting.since());
    if (waiting.estimate().isPresent()) {
      writeDuration(out, "estimate", waiting.estimate().get());
    } else {
      out.writeNullField("estimate");
    }
    if (waiting.widening().isPresent()) {
      ServerFrame.Waiting.Widening widening = waiting.widening().get();
      out.writeObjectFieldStart("widening");
      out.writeStringField("drops", widening.drops().wireName());
      writeInstant(out, "at", widening.at());
      out.writeEndObject();
    } else {
      out.writeNullField("widening");
    }
  }

  private static void writeMatched(JsonGenerator out, ServerFrame.Matched matched)
      throws IOException {
    out.writeStringField("room", matched.room().value());
    out.writeBooleanField("polite", matched.polite());
    out.writeStringField("mode", matched.mode().wireName());
    writeStrings(out, "interests", matched.interests());
    writeOptional(out, "language", matched.language());
    writeIceServers(out, matched.iceServers());
  }

  private static void writeBanned(JsonGenerator out, ServerFrame.Banned banned) throws IOException {
    out.writeStringField("reason", banned.reason());
    writeEnd(out, banned.until());
    out.writeStringField("appeal", banned.appeal());
    writeOptional(out, "appealCode", banned.code());
  }

  private static void writeTerms(JsonGenerator out, ServerFrame.Terms terms) throws IOException {
    out.writeStringField("sanction", terms.sanction().value());
    writeEnd(out, terms.until());
    writeOptional(out, "appeal", terms.appeal());
    writeOptional(out, "appealCode", terms.code());
  }

  private static void writeEnd(JsonGenerator out, Optional<Instant> until) throws IOException {
    if (until.isPresent()) {
      writeInstant(out, "until", until.get());
    } else {
      out.writeNullField("until");
    }
  }

  private static void writeError(JsonGenerator out, ServerFrame.Error error) throws IOException {
    out.writeStringField("code", error.code().wireName());
    out.writeStringField("message", error.message());
    writeOptional(out, "ref", error.ref());
    if (error.retryAfter().isPresent()) {
      writeDuration(out, "retryAfter", error.retryAfter().get());
    }
  }

  private static void writeIceServers(JsonGenerator out, List<IceServer> servers)
      throws IOException {
    out.writeArrayFieldStart("iceServers");
    for (IceServer server : servers) {
      out.writeStartObject();
      writeStrings(out, "urls", server.urls());
      writeOptional(out, "username", server.username());
      writeOptional(out, "credential", server.credential());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeStrings(JsonGenerator out, String name, List<String> values)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  private static void writeOptional(JsonGenerator out, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      out.writeStringField(name, value.get());
    }
  }

  private static void writeInstant(JsonGenerator out, String name, Instant instant)
      throws IOException {
    out.writeNumberField(name, instant.toEpochMilli());
  }

  private static void writeDuration(JsonGenerator out, String name, Duration duration)
      throws IOException {
    out.writeNumberField(name, duration.toMillis());
  }
}
