import { describe, expect, it } from "vitest";
import { piecesOf } from "./links.js";

const links = (text: string): string[] => piecesOf(text).flatMap((piece) => ("url" in piece ? [piece.text] : []));

describe("piecesOf", () => {
  it("parts words from addresses and loses nothing", () => {
    const text = "see https://example.org/a?b=c, and http://example.com.";
    expect(links(text)).toEqual(["https://example.org/a?b=c", "http://example.com"]);
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });

  it.each(["javascript:alert(1)", "ftp://example.org", "example.org", "https://", "data:text/html,x"])(
    "leaves %s as words",
    (text) => expect(piecesOf(text)).toEqual([{ text }]),
  );

  it("does not link an address that pretends to be another's", () => {
    expect(links("https://bank.example@evil.example/")).toEqual([]);
  });

  it("shows what a host with look-alike letters really is", () => {
    const [piece] = piecesOf("https://аpple.com");
    expect(piece && "url" in piece && piece.url.hostname).toBe("xn--pple-43d.com");
  });

  it("ends an address where an invisible sign would turn the direction of reading", () => {
    expect(links("https://example.org/\u202egpj.exe")).toEqual(["https://example.org/"]);
  });
});

it("a text full of addresses has twenty that can be opened, and nothing of it is lost", () => {
  const text = "https://a.example/ ".repeat(100);
  const pieces = piecesOf(text);
  expect(pieces.filter((piece) => "url" in piece)).toHaveLength(20);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
});

it("signs at the end of an address are looked at once each", () => {
  // With a pattern each of these took the square of its length.
  const text = `https://a.example/${".".repeat(100_000)}x`;
  expect(piecesOf(text)).toHaveLength(1);
  expect(piecesOf(`https://a.example/${"!".repeat(100_000)}`).map((piece) => piece.text.length)).toEqual([18, 100_000]);
});
