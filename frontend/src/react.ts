/** The door for React: the elements as components, their events as properties. */

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
  /** The visit is over and does not come back by itself. */
  onClosed: "passerby-closed" as EventName<ClosedEvent>,
};

/** The whole of a visit by text, voice or video, as the visitor chooses. */
export const StrangerChat = createComponent({
  tagName: "passerby-chat",
  elementClass: PasserbyChat,
  react: React,
  events,
});

/** A visit whose every meeting is a video call. */
export const VideoCall = createComponent({
  tagName: "passerby-video-call",
  elementClass: PasserbyVideoCall,
  react: React,
  events,
});

/** A visit whose every meeting is a voice call. */
export const VoiceCall = createComponent({
  tagName: "passerby-voice-call",
  elementClass: PasserbyVoiceCall,
  react: React,
  events,
});
