package chat.passerby.web;

/**
 * Every error that an address of ours answers with: its HTTP status, its code for programs, and a
 * sentence for people. What cannot even be read is answered before, by {@link
 * chat.passerby.http.ErrorBody}.
 */
public enum HttpError {
  /** The body, or a header, is not what the address takes. */
  BAD_REQUEST(400, "bad-request", "The request could not be read."),
  /** The request is no handshake of a WebSocket (RFC 6455, section 4.2.1). */
  BAD_HANDSHAKE(400, "bad-handshake", "The request is no WebSocket handshake."),
  /** The handshake offers no subprotocol of ours. */
  UNKNOWN_SUBPROTOCOL(400, "unknown-subprotocol", "None of the subprotocols is spoken here."),
  /** There is no token, or one that has run out or was revoked. */
  NOT_LOGGED_IN(
      401, "not-logged-in", "Log in first: there is no token, or it is not good any more."),
  /** The name, the password or the code is wrong; which one is not told. */
  WRONG_LOGIN(401, "wrong-login", "The name, the password or the code is wrong."),
  /** A moderator who is in was to prove again that it is they. */
  WRONG_PROOF(403, "wrong-proof", "The password or the code is wrong."),
  /** A new passkey is not right; what is wrong is not told. */
  BAD_PASSKEY(
      403, "bad-passkey", "This passkey could not be verified, or took too long: begin again."),
  /** The invitation is none, was used or has expired. */
  BAD_INVITE(403, "bad-invite", "This invitation was used, has expired, or never was one."),
  /** Work has to be done first: the body has a challenge to solve. */
  PROOF_NEEDED(
      403,
      "proof-needed",
      "Solve the challenge first and send its solution as altcha; if this is a page, load it"
          + " again."),
  /** The solution is wrong, was used, has expired, is of another address, or too little work. */
  PROOF_NOT_TAKEN(
      403,
      "proof-not-taken",
      "That solution is wrong, expired or used already; solve the new challenge."),
  /** The role of the moderator may not do that. */
  FORBIDDEN(403, "forbidden", "Your role may not do that."),
  /** The page is of an origin that is not in the settings. */
  FOREIGN_ORIGIN(403, "foreign-origin", "This server does not answer pages of that Origin."),
  /** A moderator is not to judge what they have decided themselves. */
  OWN_DECISION(403, "own-decision", "You made this decision: somebody else has to take this step."),
  NOT_FOUND(404, "not-found", "There is nothing at this address."),
  /** Somebody else was first, or its time is over. */
  DECIDED(409, "decided", "Somebody else has decided this already, or its time is over."),
  /** There is one appeal against a sanction. */
  APPEALED(409, "appealed", "There is another appeal against this already."),
  /** Six months have passed. */
  TOO_LATE(410, "too-late", "The time to appeal against this is over."),
  /** There is nothing to appeal against any more. */
  LIFTED(410, "lifted", "This was lifted already."),
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "This address does not take that method."),
  /** Something of that name is there already. */
  EXISTS(409, "exists", "There is somebody of that name already."),
  /** The authenticator has a passkey for an account already. */
  PASSKEY_EXISTS(409, "passkey-exists", "This passkey was added already."),
  /** The page is none where passkeys may be used. */
  NO_PASSKEYS(
      409,
      "no-passkeys",
      "Passkeys cannot be used on this page: PASSERBY_PASSKEY_ORIGINS says where they can."),
  /** Nobody would be left who can invite moderators. */
  LAST_ADMIN(409, "last-admin", "This is the last admin: make another one first."),
  /** There are as many as there may be. */
  TOO_MANY(409, "too-many", "There are as many as there may be: end some first."),
  /** Somebody else works on the case. */
  CLAIMED(409, "claimed", "Somebody else works on this case."),
  /** A decision cannot be taken back any more. */
  IN_EFFECT(409, "in-effect", "This decision is in effect; lift what it has done instead."),
  TOO_LARGE(413, "too-large", "The body is longer than this address takes."),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "Send the body as application/json."),
  RANGE_NOT_SATISFIABLE(416, "range-not-satisfiable", "The file is shorter than that."),
  EXPECTATION_FAILED(417, "expectation-failed", "Only 100-continue may be expected here."),
  /** A field has a value that is not taken; the message names it. */
  BAD_VALUE(422, "bad-value", "A field has a value that is not taken."),
  /** The password is easily guessed. */
  WEAK_PASSWORD(422, "weak-password", "The field password is too easy to guess."),
  /** The address is for WebSockets, or for another version of them. */
  UPGRADE_REQUIRED(426, "upgrade-required", "This address takes WebSocket handshakes only."),
  /** The address has done as much as it may; there is a time to try again. */
  RATE_LIMITED(429, "rate-limited", "Too many at once; try again after Retry-After seconds."),
  /** A fault of ours; the log has its stack. */
  INTERNAL(500, "internal", "The server failed; nothing was lost, try again."),
  /** The node drains; there is another one. */
  GOING_AWAY(503, "going-away", "This node is going; connect again to reach another."),
  /** The node takes nobody at the moment. */
  OVERLOADED(
      503,
      "overloaded",
      "This server has as much to do as it can; try again after Retry-After seconds."),
  /** Redis is away. */
  UNAVAILABLE(
      503,
      "unavailable",
      "This cannot be told at the moment; try again after Retry-After seconds.");

  private final int status;
  private final String code;
  private final String message;

  HttpError(int status, String code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** What is said when there is nothing more exact to say. */
  public String message() {
    return message;
  }
}
