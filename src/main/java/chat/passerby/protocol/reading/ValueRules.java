package chat.passerby.protocol.reading;

import static chat.passerby.protocol.reading.TextRules.requireToken;

import chat.passerby.protocol.ErrorCode;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The rules of fields that hold something other than text. */
final class ValueRules {
  /** RTCIceCandidateInit's sdpMLineIndex is an unsigned short. */
  private static final int MAX_LINE_INDEX = 65_535;

  /** Browsers add a handful of members of their own to the four of RTCIceCandidateInit. */
  private static final int MAX_CANDIDATE_MEMBERS = 32;

  private ValueRules() {}

  /** True or false. */
  static FieldRule flag() {
    return json ->
        switch (json.currentToken()) {
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          default -> throw new Misfit(ErrorCode.BAD_FRAME);
        };
  }

  /** A number from 0 to {@code max}, with or without a fraction; kept as a Double. */
  static FieldRule number(double max) {
    return json -> {
      if (!json.currentToken().isNumeric()) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      double value = json.getDoubleValue();
      if (!(value >= 0 && value <= max)) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      return Math.abs(value); // JSON has a minus zero.
    };
  }

  /** A whole number within bounds, written as one; kept as an Integer. */
  static FieldRule integer(int min, int max) {
    return json -> wholeNumber(json, min, max);
  }

  /** An RTCIceCandidateInit that is passed on, or null. */
  static FieldRule candidate() {
    return json -> {
      if (json.currentToken() != JsonToken.VALUE_NULL) {
        checkCandidate(json);
      }
      return true;
    };
  }

  private static void checkCandidate(JsonParser json) throws IOException, Misfit {
    requireToken(json, JsonToken.START_OBJECT);
    Set<String> members = new HashSet<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      if (!members.add(name) || members.size() > MAX_CANDIDATE_MEMBERS) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      JsonToken value = json.nextToken();
      switch (name) {
        case "candidate" -> requireToken(json, JsonToken.VALUE_STRING);
        case "sdpMid", "usernameFragment" -> {
          if (value != JsonToken.VALUE_NULL) {
            requireToken(json, JsonToken.VALUE_STRING);
          }
        }
        case "sdpMLineIndex" -> {
          if (value != JsonToken.VALUE_NULL) {
            wholeNumber(json, 0, MAX_LINE_INDEX);
          }
        }
        default -> {
          if (!value.isScalarValue()) {
            throw new Misfit(ErrorCode.BAD_FRAME);
          }
        }
      }
    }
  }

  private static Integer wholeNumber(JsonParser json, int min, int max) throws IOException, Misfit {
    requireToken(json, JsonToken.VALUE_NUMBER_INT);
    if (json.getNumberType() != JsonParser.NumberType.INT) {
      throw new Misfit(ErrorCode.BAD_FRAME);
    }
    int value = json.getIntValue();
    if (value < min || value > max) {
      throw new Misfit(ErrorCode.BAD_FRAME);
    }
    return value;
  }
}
