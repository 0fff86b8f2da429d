import { css } from "lit";

export const callStyles = css`
  :host {
    position: relative;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    gap: 0.4rem;
    min-height: 0;
    padding: 0.8rem;
    overflow: hidden;
    border-radius: 24px;
    color: #f3f1fa;
    background: radial-gradient(120% 90% at 50% 0%, #2b2a55, var(--passerby-night) 70%);
  }
  .partner {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
    background: var(--passerby-night);
  }
  /* Of a shared screen nothing is cut off. */
  :host([screen]) .partner {
    object-fit: contain;
  }
  .window {
    display: flex;
    gap: 0.4rem;
    margin-inline-start: auto;
  }
  .window button {
    display: grid;
    place-items: center;
    width: 44px;
    padding: 0;
    border-color: rgb(255 255 255 / 35%);
    color: #ffffff;
    background: rgb(10 10 25 / 65%);
  }
  .label {
    align-self: center;
    padding: 0.25rem 0.8rem;
    border-radius: 999px;
    font-size: 0.9rem;
    background: rgb(10 10 25 / 65%);
  }
  :host(:fullscreen) {
    border-radius: 0;
  }
  /* The sound goes on while the picture is hidden. */
  .partner[hidden] {
    display: block;
    visibility: hidden;
  }
  /* Larger than its frame, so that the blur does not fade out at the edges. */
  :host([blurred]) .partner {
    filter: blur(calc(32px * (1 - var(--share, 0))));
    transform: scale(calc(1.25 - 0.25 * var(--share, 0)));
  }
  :host([blurred]) .self {
    filter: blur(calc(9px * (1 - var(--share, 0))));
  }
  .top {
    align-items: center;
    gap: 0.5rem;
    /* Above the words in front of a blurred picture. */
    z-index: 1;
  }
  .top,
  .middle,
  .bottom {
    position: relative;
    display: flex;
    min-width: 0;
    min-height: 0;
  }
  .middle {
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.6rem;
  }
  .bottom {
    align-items: flex-end;
    justify-content: space-between;
    gap: 0.5rem;
  }
  @container (max-width: 820px) {
    /* There is no height to spare for a separate row. */
    :host {
      grid-template-rows: minmax(0, 1fr) auto;
    }
    .top {
      position: absolute;
      inset-block-start: 0.6rem;
      inset-inline: 0.6rem;
      z-index: 1;
    }
  }
  .nobody {
    display: grid;
    flex: 0 1 125px;
    grid-template-rows: minmax(0, 1fr);
    min-height: 0;
  }
  .nobody svg {
    height: 100%;
    max-width: 100%;
  }
  .one {
    fill: #8d88ff;
  }
  .other {
    fill: #f7b955;
    mix-blend-mode: screen;
  }
  .connecting svg,
  .interrupted svg {
    animation: wait 1.8s ease-in-out infinite;
  }
  @keyframes wait {
    50% {
      opacity: 0.45;
    }
  }
  .words {
    max-width: 90%;
    padding: 0.3rem 0.9rem;
    border-radius: 16px;
    font-size: 0.95rem;
    text-align: center;
    background: rgb(10 10 25 / 65%);
  }
  .words:empty {
    display: none;
  }
  .frame {
    flex: none;
    width: clamp(84px, 22%, 220px);
    aspect-ratio: 4 / 3;
    margin-inline-start: auto;
    overflow: hidden;
    touch-action: none;
    cursor: grab;
    border: 2px solid rgb(255 255 255 / 85%);
    border-radius: 16px;
    background: var(--passerby-night);
  }
  .bottom .frame.start {
    order: -1;
    margin-inline: 0 auto;
  }
  .middle .frame {
    position: absolute;
    z-index: 1;
    inset-block-start: 0;
    inset-inline-end: 0;
  }
  .middle .frame.start {
    inset-inline: 0 auto;
  }
  @container (max-width: 820px) {
    /* Below what lies on the picture there. */
    .middle .frame {
      inset-block-start: 3.6rem;
    }
  }
  .dark {
    display: grid;
    place-content: center;
    justify-items: center;
    font-size: 0.8rem;
    text-align: center;
  }
  .silent {
    display: flex;
    align-items: center;
    gap: 0.4rem;
  }
  .self {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
    transform: scaleX(-1);
  }
`;
