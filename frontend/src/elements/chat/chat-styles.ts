import { css } from "lit";

export const chatStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: var(--passerby-height, 100dvh);
    background: var(--passerby-ground);
    /* Everything inside goes by the room that this element has, not by the window. */
    container-type: inline-size;
    width: 100%;
  }
  /* Inside a visit the page does not scroll: only the conversation does. */
  :host([data-view="room"]) {
    height: var(--passerby-height, 100dvh);
    min-height: 0;
    container-type: size;
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    min-height: 60px;
    padding: max(0.5rem, env(safe-area-inset-top)) clamp(0.9rem, 3cqi, 1.6rem) 0.5rem;
    padding-inline: max(clamp(0.9rem, 3cqi, 1.6rem), env(safe-area-inset-left), env(safe-area-inset-right));
  }
  .tools {
    display: flex;
    align-items: center;
    gap: 0.3rem;
  }
  .leave {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    padding-inline: 0.7rem 1rem;
    background: none;
  }
  @container (max-width: 359px) {
    .leave .label {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .leave {
      padding: 0 0.7rem;
    }
  }
  .leave svg {
    width: 20px;
  }
  .notice {
    padding: 0.6rem 1rem;
    text-align: center;
    background: var(--passerby-lamp-wash);
  }
  main {
    display: grid;
    flex: 1;
    min-height: 0;
  }
  .start-page {
    display: grid;
    grid-template-columns: minmax(0, 1.1fr) minmax(0, 30rem);
    align-items: center;
    gap: clamp(2rem, 6cqi, 6rem);
    width: min(100%, 76rem);
    margin: 0 auto;
    padding: 1rem clamp(1rem, 4cqi, 2.5rem) 3rem;
  }
  .start-page[hidden] {
    display: none;
  }
  @container (max-width: 820px) {
    .start-page {
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
      gap: 1.4rem;
      padding-top: 0.4rem;
    }
  }
  /* A phone on its side has no height to spare. */
  @container (min-width: 560px) and (max-height: 480px) {
    header {
      min-height: 48px;
      padding-block: 0.1rem;
    }
  }
`;
