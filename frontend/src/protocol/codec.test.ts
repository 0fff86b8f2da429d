import { describe, expect, it } from "vitest";
import type { ClientFrame } from "./client-frames.js";
import { adviceFor } from "./close-codes.js";
import { decodeServerFrame, encodeClientFrame } from "./codec.js";

describe("decodeServerFrame", () => {
  it.each([
    ["no JSON", "{", "frame: expected JSON"],
    ["no object", "[]", "frame: expected an object"],
    ["no type", "{}", "type: expected a known frame type"],
    ["an unknown type", '{"type":"wave"}', "type: expected a known frame type"],
    ["a type that every object inherits", '{"type":"toString"}', "type: expected a known frame type"],
    ["a missing field", '{"type":"chat","room":"r","id":"1"}', "text: expected a string"],
    ["an ill-typed field", '{"type":"typing","room":"r","active":"yes"}', "active: expected true or false"],
    ["a word outside its list", '{"type":"left","room":"r","reason":"bored"}', "reason: expected one of"],
    ["a null where none may be", '{"type":"goaway","after":null}', "after: expected a number"],
    [
      "a fault deep inside",
      '{"type":"matched","room":"r","polite":true,"mode":"text","interests":["a",2],"iceServers":[]}',
      "interests[1]: expected a string",
    ],
    [
      "a broken ICE server",
      '{"type":"matched","room":"r","polite":true,"mode":"text","interests":[],"iceServers":[{"urls":7}]}',
      "iceServers[0].urls: expected a list",
    ],
  ])("names the field on %s", (_what, json, message) => {
    expect(() => decodeServerFrame(json)).toThrow(message);
  });

  it("leaves out fields that a newer server may add", () => {
    expect(decodeServerFrame('{"type":"idle","mood":"calm"}')).toEqual({ type: "idle" });
  });
});

describe("encodeClientFrame", () => {
  it("writes only the fields of the contract, because the server refuses others", () => {
    const frame: ClientFrame = { type: "next", room: "r" };
    const padded = Object.assign({ extra: 1 }, frame);
    expect(JSON.parse(encodeClientFrame(padded))).toEqual({ type: "next", room: "r" });
  });
});

describe("adviceFor", () => {
  it.each([
    [1006, "come-back"],
    [1009, "come-back"],
    [4000, "come-back"],
    [4499, "come-back"],
    [4500, "new-session"],
    [4501, "stay-away"],
    [4502, "stay-away"],
    [4503, "stay-away"],
    [4999, "stay-away"],
  ])("on %i says %s", (code, advice) => {
    expect(adviceFor(code)).toBe(advice);
  });
});
