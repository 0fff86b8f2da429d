import { css, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { closeMedia, openMedia } from "../../media/local-media.js";
import { Devices } from "../../media/own/devices.js";
import { Voices } from "../../media/voices.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { DeviceEvent } from "../shared/events.js";
import { formStyles } from "../shared/form-styles.js";
import { playing } from "../shared/playing.js";
import { problemSentence } from "../shared/sentences.js";

/** What the page hands to a part of it that is loaded later. Such a file may not import from the page; see decision 026. */
export interface Kit {
  readonly Base: typeof PasserbyElement;
  readonly css: typeof css;
  readonly html: typeof html;
  readonly nothing: typeof nothing;
  readonly live: typeof live;
  readonly repeat: typeof repeat;
  readonly baseStyles: typeof baseStyles;
  readonly formStyles: typeof formStyles;
  readonly playing: typeof playing;
  readonly problemSentence: typeof problemSentence;
  readonly closeMedia: typeof closeMedia;
  readonly openMedia: typeof openMedia;
  readonly Devices: typeof Devices;
  readonly DeviceEvent: typeof DeviceEvent;
  readonly Voices: typeof Voices;
}

export const kit: Kit = {
  Base: PasserbyElement,
  css,
  html,
  nothing,
  live,
  repeat,
  baseStyles,
  formStyles,
  playing,
  problemSentence,
  closeMedia,
  openMedia,
  Devices,
  DeviceEvent,
  Voices,
};
