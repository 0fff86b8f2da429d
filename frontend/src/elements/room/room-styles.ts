import { css } from "lit";

export const roomStyles = css`
  :host {
    position: relative;
    display: block;
    min-height: 0;
  }
  .room {
    display: grid;
    gap: 0.9rem;
    height: 100%;
    padding: 0 0.9rem 0.9rem;
  }
  .room.video {
    grid-template-columns: minmax(0, 1fr) minmax(320px, 400px);
  }
  .room.audio,
  .room.text {
    grid-template-columns: minmax(0, 780px);
    justify-content: center;
  }
  .room.audio {
    grid-template-rows: minmax(150px, 30%) minmax(0, 1fr);
  }
  .talk {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    container-type: inline-size;
    border: 1px solid var(--passerby-line);
    border-radius: 24px;
    background: var(--passerby-surface);
  }
  .over {
    padding: 0.2rem 1rem 0.8rem;
    font-weight: 600;
    text-align: center;
    text-wrap: balance;
  }
  .over:empty {
    display: none;
  }
  /* Nobody is there to be seen: the place is for what can be done now. */
  .room.video.ended,
  .room.audio.ended {
    grid-template-columns: minmax(0, 780px);
    grid-template-rows: minmax(0, 1fr);
    justify-content: center;
  }
  .room.ended passerby-call {
    display: none;
  }
  .after {
    margin: 0 0.6rem 0.6rem;
  }
  .bar {
    position: relative;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: end;
    gap: 0.5rem;
    padding: 0.6rem;
    border-top: 1px solid var(--passerby-line);
  }
  @container (max-width: 820px) {
    .room {
      gap: 0;
      padding: 0;
    }
    .room.video.chatting {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(0, 1fr) minmax(0, var(--talk-height));
    }
    .room.audio passerby-call {
      margin: 0 0.5rem 0.5rem;
    }
    .talk {
      border-width: 1px 0 0;
      border-radius: 20px 20px 0 0;
    }
    .bar {
      padding-bottom: max(0.6rem, env(safe-area-inset-bottom));
    }
    /* The picture reaches from edge to edge, and the talk lies over its lower part. */
    .room.video.chatting {
      --talk-height: 42cqb;
    }
    .room.video.chatting passerby-call {
      grid-area: 1 / 1 / 3 / 2;
      padding-bottom: calc(var(--talk-height) + 0.3rem);
      border-radius: 0;
    }
    .room.video.chatting .talk {
      z-index: 1;
      grid-area: 2 / 1;
      border: 0;
      border-radius: 0;
      color: var(--passerby-ink);
      background: linear-gradient(transparent, rgb(10 10 25 / 55%) 4.5rem, rgb(10 10 25 / 80%));
      --passerby-ink: #f3f1fa;
      --passerby-ink-soft: #d9d6e8;
      --passerby-ground: rgb(18 17 31 / 78%);
      --passerby-surface: rgb(27 26 45 / 82%);
      --passerby-bubble: rgb(42 40 67 / 90%);
      --passerby-line: rgb(255 255 255 / 18%);
      --passerby-edge: rgb(255 255 255 / 45%);
      --passerby-accent: #5a52d8;
      --passerby-accent-wash: rgb(39 37 74 / 92%);
      --passerby-accent-text: #d8d5ff;
      --passerby-lamp-wash: rgb(58 44 20 / 92%);
      --passerby-warning: #ffb38a;
    }
    .room.video.chatting .bar {
      border-top: 0;
    }
  }
  /* While a keyboard is open there is more to write than to see. */
  @container (max-width: 820px) and (max-height: 520px) {
    .room.video.chatting {
      --talk-height: 58cqb;
    }
  }
  /* A phone on its side: the call keeps its place beside the words. */
  @container (min-width: 560px) and (max-width: 960px) and (max-height: 480px) {
    .room.video.chatting,
    .room.audio.chatting {
      grid-template-columns: minmax(0, 1fr) minmax(260px, 45%);
      grid-template-rows: minmax(0, 1fr);
    }
    .room.video.chatting passerby-call {
      grid-area: 1 / 1;
      padding-bottom: 0.8rem;
    }
    .room.video.chatting .talk {
      grid-area: 1 / 2;
      background: var(--passerby-night);
    }
  }
`;
