import { svg, type TemplateResult } from "lit";
import type { Mode } from "../../protocol/values.js";

const outline = (paths: TemplateResult): TemplateResult => svg`<svg viewBox="0 0 24 24" width="24" height="24"
  fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"
  aria-hidden="true">${paths}</svg>`;

export const modeIcon: Record<Mode, TemplateResult> = {
  text: outline(svg`<path d="M4 5.5h16v10.5H11l-4.5 3.5V16H4z"/><path d="M8 9.5h8M8 12.5h5"/>`),
  audio: outline(
    svg`<rect x="9" y="3.5" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`,
  ),
  video: outline(svg`<rect x="3" y="6.5" width="12.5" height="11" rx="2.5"/><path d="m15.5 11 5.5-3.5v9L15.5 13z"/>`),
};

export const sendIcon = outline(svg`<path d="M12 19V5M6 11l6-6 6 6"/>`);
export const nextIcon = outline(svg`<path d="m6 6 6 6-6 6M13 6l6 6-6 6"/>`);
export const leaveIcon = outline(svg`<path d="m7 7 10 10M17 7 7 17"/>`);

/** The sign of the house: two people on the same spot for a moment. */
export const passingMark = svg`<svg viewBox="0 0 64 40" aria-hidden="true">
  <circle class="one" cx="22" cy="20" r="17"/><circle class="other" cx="42" cy="20" r="17"/>
</svg>`;
