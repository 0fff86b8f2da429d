import { describe, expect, it } from "vitest";
import type { IceServer } from "../protocol/values.js";
import { FakePeer } from "../testing/fake-peer.js";
import { canRelay, openPeer, replaceServers } from "./ice-servers.js";
import type { CreatePeer } from "./peer.js";

/** As strict as Chromium 147, in what the tests use. */
const strict: CreatePeer = (servers) => {
  for (const { urls, credential } of servers) {
    const list = [urls].flat();
    if (list.length === 0) throw new DOMException("no address", "SyntaxError");
    for (const url of list) {
      if (!/^(stun|turns?):[\w.]+(:\d+)?(\?transport=(udp|tcp))?$/.test(url) || /^stun:.*\?/.test(url)) {
        throw new DOMException(`${url} is no address`, "SyntaxError");
      }
      if (url.startsWith("turn") && !credential) throw new DOMException("no credential", "InvalidAccessError");
    }
  }
  return new FakePeer("strict").asPeer();
};

const account = { username: "1:x", credential: "secret" };
const good: IceServer[] = [{ urls: "stun:a:3478" }, { urls: ["turn:b:1", "turn:b:1?transport=tcp"], ...account }];

describe("openPeer", () => {
  it("leaves out what the browser does not take, address by address, and keeps the rest", () => {
    const bad: IceServer[] = [
      { urls: "turn:without.a.secret" },
      { urls: ["turn://c:1", "turn:c:1"], ...account },
      { urls: "stun:d?transport=udp" },
      { urls: "just.a.name" },
      { urls: [] },
    ];
    const { iceServers } = openPeer(strict, [...bad, ...good], {});
    expect(iceServers).toEqual([
      { urls: ["turn:c:1"], ...account },
      { urls: ["stun:a:3478"] },
      { urls: ["turn:b:1", "turn:b:1?transport=tcp"], ...account },
    ]);
    expect([canRelay(iceServers), canRelay(openPeer(strict, bad.slice(0, 1), {}).iceServers)]).toEqual([true, false]);
  });

  it("asks the browser once when all of them are well", () => {
    let asked = 0;
    const { iceServers } = openPeer(
      (servers, options) => {
        asked += 1;
        return strict(servers, options);
      },
      good,
      {},
    );
    expect([asked, iceServers]).toEqual([1, good]);
  });

  it("throws in a browser that has no peer connections", () => {
    const none: CreatePeer = () => {
      throw new ReferenceError("RTCPeerConnection is not defined");
    };
    expect(() => openPeer(none, good, {})).toThrow(ReferenceError);
    expect(() => openPeer(none, [], {})).toThrow(ReferenceError);
  });
});

describe("replaceServers", () => {
  it("changes the servers and nothing else, also when only some of them are of use", () => {
    const peer = new FakePeer("one");
    peer.configuration = { bundlePolicy: "max-bundle", iceTransportPolicy: "relay", iceServers: [] };
    const usable = good.map((server) => ({ ...server }));
    replaceServers(peer.asPeer(), strict, good, {});
    expect(peer.configuration).toEqual({ bundlePolicy: "max-bundle", iceTransportPolicy: "relay", iceServers: usable });
    const set = peer.setConfiguration.bind(peer);
    peer.setConfiguration = (configuration) => {
      strict(configuration.iceServers as IceServer[], {});
      set(configuration);
    };
    expect(replaceServers(peer.asPeer(), strict, [{ urls: "turn:e" }, { urls: "stun:f" }], {})).toEqual([
      { urls: ["stun:f"] },
    ]);
    expect(peer.configuration.iceServers).toEqual([{ urls: ["stun:f"] }]);
  });
});
