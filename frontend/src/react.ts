/** The library for React: the elements as components, their events as properties. */

import { createComponent, type EventName } from "@lit/react";
import React from "react";
import {
  type ClosedEvent,
  type MetEvent,
  type PartedEvent,
  PasserbyChat,
  PasserbyVideoCall,
  PasserbyVoiceCall,
} from "./index.js";

const events = {
  /** Somebody is here. */
  onMet: "passerby-met" as EventName<MetEvent>,
  /** The chat is over. */
  onParted: "passerby-parted" as EventName<PartedEvent>,
  /** The visit is over for good. */
  onClosed: "passerby-closed" as EventName<ClosedEvent>,
};

/** The whole of a visit by text, voice or video, as the visitor chooses. */
export const StrangerChat = createComponent({
  tagName: "passerby-chat",
  elementClass: PasserbyChat,
  react: React,
  events,
});

/** A visit by video calls only. */
export const VideoCall = createComponent({
  tagName: "passerby-video-call",
  elementClass: PasserbyVideoCall,
  react: React,
  events,
});

/** A visit by voice calls only. */
export const VoiceCall = createComponent({
  tagName: "passerby-voice-call",
  elementClass: PasserbyVoiceCall,
  react: React,
  events,
});
