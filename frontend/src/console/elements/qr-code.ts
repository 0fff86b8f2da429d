import { css, html, type TemplateResult } from "lit";
import { encode } from "uqr";

/** The quiet zone that readers need round a code, in its own squares (ISO/IEC 18004, 6.3.8). */
const border = 4;

/** Dark on white in both themes: not every app reads a code the other way round. */
export const qrStyles = css`
  .qr {
    width: min(15rem, 100%);
    border-radius: 12px;
    color: #000;
    background: #fff;
  }
`;

/** A text as a QR code, drawn as one path. */
export function qrCode(text: string, name: string): TemplateResult {
  const { data, size } = encode(text, { ecc: "M", border });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg class="qr" role="img" aria-label=${name} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
    <path fill="currentcolor" d=${squares.join("")} />
  </svg>`;
}
