import { html, nothing, type TemplateResult } from "lit";
import type { Phrases } from "../language/phrases.js";
import { floatIcon, fullIcon } from "../shared/icons.js";

/** Whether this browser can show an element on the whole screen. Phones of one maker cannot. */
const canFill = (): boolean => document.fullscreenEnabled === true;

const canFloat = (video: HTMLVideoElement | null): boolean =>
  document.pictureInPictureEnabled === true && typeof video?.requestPictureInPicture === "function";

/** What is refused, for example without a click, changes nothing. */
const ignore = (): void => {};

function fill(host: HTMLElement): void {
  if (document.fullscreenElement) void document.exitFullscreen().catch(ignore);
  else void host.requestFullscreen().catch(ignore);
}

function float(video: HTMLVideoElement): void {
  if (document.pictureInPictureElement) void document.exitPictureInPicture().catch(ignore);
  else void video.requestPictureInPicture().catch(ignore);
}

/** A floating picture has no blur, so none floats before both agree to be seen. */
export function sink(): void {
  if (document.pictureInPictureElement) void document.exitPictureInPicture().catch(ignore);
}

/** The buttons for more room: the whole screen, and a window that stays in front of others. */
export function windowButtons(
  { call: words }: Phrases,
  host: HTMLElement,
  video: HTMLVideoElement | null,
  clear: boolean,
): TemplateResult {
  return html`
    ${
      clear && canFloat(video)
        ? html`<button title=${words.floating} aria-label=${words.floating} @click=${() => video && float(video)}>
            ${floatIcon}
          </button>`
        : nothing
    }
    ${
      canFill()
        ? html`<button title=${words.fullScreen} aria-label=${words.fullScreen} @click=${() => fill(host)}>
            ${fullIcon}
          </button>`
        : nothing
    }
  `;
}
