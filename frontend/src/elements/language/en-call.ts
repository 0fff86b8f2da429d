import type { CallState } from "../../media/call.js";
import type { MediaProblem } from "../../media/local-media.js";
import type { ScreenState } from "../../media/partner/screen-state.js";
import type { Grade } from "../../media/quality/call-quality.js";

import { slow } from "./en-threads.js";

/** What is said about a call, in English. */
export const call = {
  states: {
    connecting: "Setting up the call…",
    connected: "",
    interrupted: "The call was interrupted. Looking for another way…",
    failed: "The call couldn't be connected. You can still write.",
    unavailable: "A call isn't possible from here. You can still write.",
    declined: "They can't make a call right now. You can still write.",
    closed: "",
  } satisfies Record<CallState, string>,
  partner: "The other person",
  you: "You",
  move: "Drag it to another corner, or use the arrow keys.",
  sayHello: "You're connected. Say hello!",
  cameraOff: "Their camera is off.",
  microphoneOff: "Their microphone is off.",
  pictureSoon: "Waiting for their picture…",
  theirSoundOnly: "Their connection is weak: sound only for now.",
  ownDark: "Your camera is off",
  soundOn: "Turn the sound on",
  mute: "Mute",
  unmute: "Unmute",
  cameraStop: "Camera off",
  cameraStart: "Camera on",
  share: "Share screen",
  shareStop: "Stop sharing",
  weak: "The connection is weak, so the picture is smaller for now.",
  soundOnly: "The connection is very weak: sound only for now.",
  serversUnusable:
    "Some of this server's call relays don't work in this browser. If you don't get connected, you can still write.",
  paused: "Their picture is paused.",
  play: "Play",
  noRelay: "Your IP address stays hidden, and this server has no relay to call through. You can still write.",
  screen: "Their screen",
  fullScreen: "Full screen",
  floating: "Picture in picture",
  lasted: "Call time",
};

export const reveal = {
  slow,
  blurred: "Blurred until you both tap Reveal.",
  reveal: "Reveal",
  youDid: "You tapped Reveal. Waiting for them…",
  theyDid: "They're ready to be seen.",
  refused: "This server doesn't support Reveal yet. The video stays blurred.",
};

export const screen = {
  wants: "They want to show you their screen.",
  see: "View screen",
  no: "No, thanks",
  asking: "Waiting for them to agree to see your screen.",
  sharing: "They can see your screen.",
  problems: {
    declined: "They declined your screen.",
    refused: "Your browser didn't allow sharing your screen.",
    unsupported: "This browser can't share a screen.",
    failed: "Your screen couldn't be shared.",
  } satisfies Record<NonNullable<ScreenState["problem"]>, string>,
};

export const media = {
  things: { both: "camera and microphone", camera: "camera", microphone: "microphone" },
  problems: {
    refused: (what: string) => `Your browser blocks the ${what}.`,
    missing: (what: string) => `Couldn't find a ${what} on this device.`,
    busy: (what: string) => `Another program is using your ${what}.`,
    insecure: (what: string) => `Your browser only allows the ${what} on a secure (HTTPS) address.`,
    failed: (what: string) => `Your ${what} couldn't be started.`,
  } satisfies Record<MediaProblem, (what: string) => string>,
  interrupted: (what: string) => `Your ${what} cut out, so they don't get it right now.`,
  unsendable: (what: string) => `This browser can't send your ${what}. You can still write.`,
  again: "Turn it on again",
  plugged: (name: string) => `Use ${name}?`,
  use: "Use it",
  notNow: "Not now",
  nothing: "You can just type.",
  noCamera: "They can hear you but not see you.",
  noVoice: "You can just type.",
  noSound: "They can see you but not hear you, so type.",
  blocked: "Camera and microphone are blocked. Allow them in the address bar, or just type.",
};

export const quality = {
  title: "Call quality",
  grades: { good: "Good connection", fair: "Fair connection", weak: "Weak connection" } satisfies Record<Grade, string>,
  measuring: "Measuring…",
  level: "Picture sent",
  audioOnly: "sound only",
  path: "Route",
  paths: { host: "direct, same network", srflx: "direct", prflx: "direct", relay: "through a relay" },
  setup: "Connected in",
  rtt: "Round trip",
  loss: "Lost packets",
  sending: "Sending",
  receiving: "Receiving",
  available: "Available bandwidth",
  details: "Details",
  save: "Save",
  masked: "IP addresses are hidden, so it's safe to share this with support.",
  nothing: "Nothing has been recorded yet.",
};
