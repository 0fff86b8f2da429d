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
  @media (max-width: 820px) {
    .room {
      gap: 0;
      padding: 0;
    }
    .room.video {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(0, 46%) minmax(0, 1fr);
    }
    /* Nobody is there to be seen: the place is for what can be done now. */
    .room.video.ended,
    .room.audio.ended {
      grid-template-rows: minmax(0, 1fr);
    }
    .room.ended passerby-call {
      display: none;
    }
    .room passerby-call {
      margin: 0 0.5rem 0.5rem;
    }
    .talk {
      border-width: 1px 0 0;
      border-radius: 20px 20px 0 0;
    }
    .bar {
      padding-bottom: max(0.6rem, env(safe-area-inset-bottom));
    }
  }
  /* A phone on its side: the picture keeps its place beside the words. */
  @media (max-width: 960px) and (max-height: 480px) {
    .room.video {
      grid-template-columns: minmax(0, 1fr) minmax(260px, 45%);
      grid-template-rows: minmax(0, 1fr);
    }
  }
`;
