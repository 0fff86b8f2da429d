package chat.passerby.http;

/** What a client did wrong on a connection, or what went wrong with it. */
public enum HttpFault {
  /** What came is no HTTP/1.0 or 1.1 request. */
  UNREADABLE,
  /** The request line or the headers are longer than is read. */
  TOO_LONG,
  /** A request was not complete in time. */
  LATE,
  /** A new connection carried no request in time. */
  SILENT,
  /** The answer was not read. */
  UNREAD,
  /** An answer was given before the body was there, and the connection ended. */
  UNWANTED_BODY,
  /** The connection was refused, since there are too many. */
  CROWDED,
  /** Somebody else was named by the PROXY protocol, and not by a proxy that is believed. */
  FOREIGN_PROXY,
  /** The connection broke. */
  BROKEN
}
