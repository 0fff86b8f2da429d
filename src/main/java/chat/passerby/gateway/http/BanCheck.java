package chat.passerby.gateway.http;

import chat.passerby.moderation.sanction.Active;
import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.SanctionBook;
import chat.passerby.protocol.DeviceId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/** Says whether somebody who asks for a session is banned, and what to answer then. */
public final class BanCheck {
  private final SanctionBook sanctions;
  private final AppealTokens appeals;
  private final Context context;

  /**
   * @param context where answers are wanted
   */
  public BanCheck(SanctionBook sanctions, AppealTokens appeals, Context context) {
    this.sanctions = sanctions;
    this.appeals = appeals;
    this.context = context;
  }

  /**
   * The body to answer a banned visitor with; empty for everybody else. While Redis is away this
   * node goes by what it knew before: a session alone gets nobody into a chat.
   */
  Future<Optional<JsonObject>> of(DeviceId device, InetAddress from) {
    return sanctions
        .fresh(context)
        .otherwiseEmpty()
        .map(read -> sanctions.ban(Optional.empty(), device, from).map(this::body));
  }

  private JsonObject body(Active ban) {
    return new JsonObject()
        .put("code", "banned")
        .put("message", "You are banned.")
        .put("reason", ban.reason().wireName())
        .put("until", ban.until().map(Instant::toEpochMilli).orElse(null))
        .put("appeal", appeals.token(ban.id()))
        .put("appealCode", appeals.code(ban.id()));
  }
}
