import { type ClientFrame, clientReaders } from "./client-frames.js";
import { type ServerFrame, serverReaders } from "./server-frames.js";
import { isRecord, type Reader, ShapeError } from "./shape.js";

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ShapeError("", "JSON");
  }
}

function read<F>(readers: Readonly<Record<string, Reader<F>>>, value: unknown): F {
  if (!isRecord(value)) throw new ShapeError("", "an object");
  const { type } = value;
  if (typeof type !== "string" || !Object.hasOwn(readers, type)) {
    throw new ShapeError("type", "a known frame type");
  }
  const reader = readers[type];
  if (!reader) throw new ShapeError("type", "a known frame type");
  return reader(value, "");
}

/** Reads one frame of the server. Throws a `ShapeError` that names the field that breaks the contract. */
export function decodeServerFrame(json: string): ServerFrame {
  return read<ServerFrame>(serverReaders, parse(json));
}

/** Checks a value against the client frames. `encodeClientFrame` relies on it. */
export function readClientFrame(value: unknown): ClientFrame {
  return read<ClientFrame>(clientReaders, value);
}

/**
 * Writes one frame for the server. It writes only fields of the contract, because the server refuses a frame with an
 * unknown field.
 */
export function encodeClientFrame(frame: ClientFrame): string {
  return JSON.stringify(readClientFrame(frame));
}
