import { svg, type TemplateResult } from "lit";
import type { Mode } from "../../protocol/values.js";

const outline = (paths: TemplateResult): TemplateResult => svg`<svg viewBox="0 0 24 24" width="24" height="24"
  fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"
  aria-hidden="true">${paths}</svg>`;

const microphone = svg`<rect x="9" y="3.5" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`;
const camera = svg`<rect x="3" y="6.5" width="12.5" height="11" rx="2.5"/><path d="m15.5 11 5.5-3.5v9L15.5 13z"/>`;
const stroke = svg`<path d="M4 4l16 16"/>`;

export const modeIcon: Record<Mode, TemplateResult> = {
  text: outline(svg`<path d="M4 5.5h16v10.5H11l-4.5 3.5V16H4z"/><path d="M8 9.5h8M8 12.5h5"/>`),
  audio: outline(microphone),
  video: outline(camera),
};

export const microphoneOffIcon = outline(svg`${microphone}${stroke}`);
export const cameraOffIcon = outline(svg`${camera}${stroke}`);
export const screenIcon = outline(
  svg`<rect x="3" y="4.5" width="18" height="12" rx="2"/><path d="M8.5 20h7M12 13.5V8M9.5 10 12 7.5 14.5 10"/>`,
);
export const eyeIcon = outline(
  svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>`,
);
export const flagIcon = outline(svg`<path d="M6 21V4M6 4.5h11l-2 4 2 4H6"/>`);
export const blockIcon = outline(svg`<circle cx="12" cy="12" r="8.5"/><path d="m6 6 12 12"/>`);
export const saveIcon = outline(svg`<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"/>`);
export const fileIcon = outline(
  svg`<path d="M19 11.5 12.2 18.3a4.5 4.5 0 0 1-6.4-6.4l7.3-7.2a3 3 0 0 1 4.2 4.2l-7.2 7.2a1.5 1.5 0 0 1-2.1-2.1l6.5-6.5"/>`,
);
export const settingsIcon = outline(
  svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
);
export const fullIcon = outline(svg`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>`);
export const floatIcon = outline(
  svg`<rect x="3" y="5" width="18" height="14" rx="2"/><rect x="12" y="11.5" width="6.5" height="5" rx="1"/>`,
);
export const smileIcon = outline(
  svg`<circle cx="12" cy="12" r="8.5"/><path d="M8.5 14a4.2 4.2 0 0 0 7 0M9 9.5h.01M15 9.5h.01"/>`,
);
export const sendIcon = outline(svg`<path d="M12 19V5M6 11l6-6 6 6"/>`);
export const nextIcon = outline(svg`<g class="forward"><path d="m6 6 6 6-6 6M13 6l6 6-6 6"/></g>`);
export const backIcon = outline(svg`<g class="forward"><path d="M9 7 4.5 11.5 9 16M5 11.5h9a5 5 0 0 1 0 8.5h-2"/></g>`);
export const leaveIcon = outline(svg`<path d="m7 7 10 10M17 7 7 17"/>`);
export const starIcon = svg`<svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><path d="m12 3.2 2.7 5.6 6.1.8-4.5 4.2 1.2 6.1L12 16.9l-5.5 3 1.2-6.1L3.2 9.6l6.1-.8z"/></svg>`;

/** The logo: two people on the same spot for a moment. */
export const passingMark = svg`<svg viewBox="0 0 64 40" aria-hidden="true">
  <circle class="one" cx="22" cy="20" r="17"/><circle class="other" cx="42" cy="20" r="17"/>
</svg>`;
