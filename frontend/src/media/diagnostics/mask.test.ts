import { describe, expect, it } from "vitest";
import { DiagnosticLog } from "./diagnostic-log.js";
import { maskAddresses } from "./mask.js";

describe("maskAddresses", () => {
  it.each([
    ["192.168.1.17", "192.168.x.x"],
    ["host udp 203.0.113.9 5000", "host udp 203.0.x.x 5000"],
    ["turn:198.51.100.4:3478?transport=udp", "turn:198.51.x.x:3478?transport=udp"],
    ["198.51.100.4.", "198.51.x.x."],
    ["2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:x"],
    ["[2001:db8::1]:443", "[2001:db8:x]:443"],
    ["at 2001:db8::8a2e:370:7348, then", "at 2001:db8:x, then"],
    ["fe80::1", "fe80:0:x"],
    ["::1", "0:0:x"],
    ["::ffff:192.0.2.128", "0:0:x"],
    ["64:ff9b::192.0.2.33", "64:ff9b:x"],
  ])("hides %s", (text, masked) => {
    expect(maskAddresses(text)).toBe(masked);
  });

  it.each([
    "0e3b9b52-8f4a-4c1e-9d0b-5f6f2f0a7c11.local",
    "stun.example.org:3478",
    "12:34:56",
    "2026-11-21T13:40:12.123Z",
    "std::vector",
    "version 1.2.3",
    "a: b",
  ])("keeps %s", (text) => {
    expect(maskAddresses(text)).toBe(text);
  });
});

describe("DiagnosticLog", () => {
  it("tells of candidate pairs without addresses", () => {
    const log = new DiagnosticLog();
    const reports = [
      { id: "T", type: "transport", selectedCandidatePairId: "P" },
      { id: "P", type: "candidate-pair", state: "succeeded", localCandidateId: "L", remoteCandidateId: "R" },
      { id: "L", type: "local-candidate", candidateType: "host", protocol: "udp", address: "10.1.2.3", port: 4 },
      { id: "R", type: "remote-candidate", candidateType: "relay", protocol: "udp", address: "2001:db8::7", port: 5 },
    ];
    log.pairs(new Map(reports.map((report) => [report.id, report])));
    log.note("connection", "closed by 10.1.2.3");
    log.problem(new TypeError("no route to 10.1.2.3"));
    const text = JSON.stringify(log.export());
    expect(text).toContain("host udp 10.1.x.x 4");
    expect(text).toContain("relay udp 2001:db8:x 5");
    expect(text).toContain("TypeError: no route to 10.1.x.x");
    expect(text).not.toMatch(/10\.1\.2\.3|2001:db8::7/);
    expect(log.export().pairs[0]).toMatchObject({ selected: true, state: "succeeded" });
  });

  it("forgets what is oldest", () => {
    const log = new DiagnosticLog();
    for (let index = 0; index < 1_000; index += 1) {
      log.note("test", `${index}`);
      log.sample({ index });
    }
    const { log: entries, samples } = log.export();
    expect([entries.length, entries.at(-1)?.what]).toEqual([500, "999"]);
    expect([samples.length, samples.at(-1)?.["index"]]).toEqual([300, 999]);
    log.clearCall();
    expect(log.export().samples).toEqual([]);
  });
});
