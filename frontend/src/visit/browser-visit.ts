import { DeviceStore } from "../connection/device-store.js";
import { BrowserSocket } from "../connection/frame-socket.js";
import { HandshakeApi } from "../connection/handshake-api.js";
import { IcebreakersApi } from "../connection/icebreakers-api.js";
import { BrowserNetwork } from "../connection/network-signals.js";
import { SessionApi } from "../connection/session-api.js";
import { StatusApi } from "../connection/status-api.js";
import { BrowserTabClaim } from "./tab-claim.js";
import { TabMemory } from "./tab-memory.js";
import { Visit } from "./visit.js";
import type { VisitSettings } from "./visit-settings.js";

/** A visit to the server at `base`, by default the one that the page came from. */
export function browserVisit(base: string = location.origin, settings: Partial<VisitSettings> = {}): Visit {
  const api = new SessionApi(new URL("/api/session", base).href, new DeviceStore());
  const status = new StatusApi(new URL("/api/status", base).href);
  const icebreakers = new IcebreakersApi(new URL("/api/icebreakers", base).href);
  const handshakes = new HandshakeApi(new URL("/ws", base).href);
  const socketUrl = new URL("/ws", base);
  socketUrl.protocol = socketUrl.protocol.replace("http", "ws");
  return new Visit({
    openSession: (proving) => api.open(proving),
    askWhy: () => handshakes.ask(),
    openSocket: (listener) => new BrowserSocket(socketUrl.href, listener),
    network: new BrowserNetwork(),
    memory: new TabMemory(new URL(base).origin, new BrowserTabClaim()),
    countOnline: () => status.online(),
    readIcebreakers: () => icebreakers.read(),
    settings,
  });
}
