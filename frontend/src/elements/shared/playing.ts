import { noChange } from "lit";
import { Directive, directive, type PropertyPart } from "lit/directive.js";

class Playing extends Directive {
  override render(_stream: MediaStream | undefined): unknown {
    return noChange;
  }

  override update({ element }: PropertyPart, [stream]: [MediaStream | undefined]): unknown {
    const wanted = stream ?? null;
    if (element instanceof HTMLMediaElement && element.srcObject !== wanted) element.srcObject = wanted;
    return noChange;
  }
}

/**
 * For `.srcObject`: sets a stream once. Lit 3 sets an object again with each drawing, and Chromium 147 then stops the
 * playback and loads it again, even when it is the same object.
 */
export const playing = directive(Playing);
