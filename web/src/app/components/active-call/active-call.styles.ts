import { css } from 'lit';

export const styles = css`
  :host {
    overflow: hidden;
  }
  .room {
    position: relative;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    block-size: 100%;
    padding: max(8px, env(safe-area-inset-top)) max(12px, env(safe-area-inset-right)) max(14px, env(safe-area-inset-bottom))
      max(12px, env(safe-area-inset-left));
  }
  .remote {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    background: #000;
  }
  .remote.screen {
    object-fit: contain;
  }
  .remote.hidden {
    opacity: 0;
    pointer-events: none;
  }
  .shade {
    position: absolute;
    inset-inline: 0;
    block-size: 150px;
    pointer-events: none;
  }
  .shade.top {
    inset-block-start: 0;
    /* under the name and the timer it is dark enough for white words over a white picture */
    background: linear-gradient(#000000c0, #0000009c 50%, transparent);
  }
  .shade.bottom {
    inset-block-end: 0;
    background: linear-gradient(transparent, #000000c4);
  }
  .head,
  .middle,
  .bar {
    position: relative;
  }
  .head {
    display: grid;
    grid-template-columns: minmax(48px, 1fr) auto minmax(48px, 1fr);
    align-items: center;
    gap: 8px;
  }
  .head .title {
    min-inline-size: 0;
    text-align: center;
    text-shadow: 0 1px 6px #0009;
  }
  .head h2 {
    font-size: calc(1.0625 * var(--_rem));
  }
  .title .line {
    margin-block-start: 4px;
  }
  :host([data-state='reconnecting']) .line {
    color: #ffd37a;
  }
  .head > :last-child {
    justify-self: end;
  }
  .plain {
    display: inline-grid;
    place-items: center;
    min-inline-size: 48px;
    block-size: 48px;
    border-radius: 24px;
    color: #fff;
  }
  .plain:hover {
    background: #ffffff24;
  }
  .video .plain {
    background: #0007;
  }
  .video .plain:hover {
    background: #000a;
  }
  .plain:focus-visible {
    outline-color: #fff;
  }
  [data-quality='fair'] {
    color: #ffd37a;
  }
  [data-quality='poor'] {
    color: #ffb3b7;
  }
  .middle {
    display: grid;
    align-content: center;
    justify-items: center;
    min-block-size: 0;
    gap: 12px;
  }
  .video .middle {
    align-content: start;
    padding-block-start: 8px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    min-block-size: 32px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 5px 12px;
    border-radius: 999px;
    background: #000000b3;
    color: #fff;
    font-size: calc(0.875 * var(--_rem));
    line-height: 1.3;
  }
  .chip svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .chip.strong {
    background: #ffe5b4;
    color: #2b2008;
    font-weight: 600;
  }
  .self {
    position: absolute;
    z-index: 1;
    inline-size: clamp(88px, 22cqmin, 200px);
    aspect-ratio: 4 / 3;
    margin: 0;
    padding: 0;
    border: 2px solid #ffffff59;
    border-radius: 14px;
    background: #000;
    overflow: hidden;
    touch-action: none;
    cursor: grab;
    transition: inset 160ms;
  }
  .self video {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .self.mirrored video {
    transform: scaleX(-1);
  }
  .self[data-corner^='top'] {
    inset-block-start: 112px;
  }
  .self[data-corner^='bottom'] {
    inset-block-end: 112px;
  }
  .self[data-corner$='end'] {
    inset-inline-end: 14px;
  }
  .self[data-corner$='start'] {
    inset-inline-start: 14px;
  }
  .panel {
    position: absolute;
    z-index: 2;
    inset-block-end: 104px;
    inset-inline: 12px;
    display: grid;
    gap: 12px;
    /* the buttons of the head stay free, unless the window is so low that nothing of the panel would be seen */
    max-block-size: max(100cqh - 168px, 130px);
    max-inline-size: 400px;
    margin-inline: auto;
    padding: 16px;
    overflow: auto;
    border-radius: 20px;
    background: #1c2130;
    color: var(--_on-stage);
    color-scheme: dark;
    box-shadow: 0 12px 40px #000a;
  }
  .panel.quality {
    inset-block: 68px auto;
    inline-size: min(320px, calc(100% - 24px));
    margin-inline-end: 0;
  }
  .panel .button {
    background: #ffffff1f;
    color: #fff;
  }
  dl {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 6px 16px;
    margin: 0;
    font-size: calc(0.875 * var(--_rem));
  }
  dt {
    color: var(--_on-stage-2);
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .panel p {
    margin: 0;
    font-weight: 600;
    text-wrap: balance;
  }

  /* a tile in the corner: the call goes on beside the chat */
  :host([minimised]) .room {
    grid-template-rows: minmax(0, 1fr) auto;
    padding: 10px;
  }
  :host([minimised]) .shade.top {
    display: none;
  }
  :host([minimised]) .shade.bottom {
    block-size: 84px;
  }
  :host([minimised]) .head {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  :host([minimised]) .person {
    justify-self: stretch;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    justify-items: start;
    gap: 12px;
    padding-inline: 6px;
    text-align: start;
    --ringback-avatar-size: 44px;
  }
  :host([minimised]) .person ringback-avatar {
    display: inline-block;
    margin: 0;
  }
  :host([minimised]) .title {
    text-align: start;
  }
  :host([minimised]) .title h2 {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  :host([minimised]) h2 {
    font-size: calc(0.9375 * var(--_rem));
  }
  :host([minimised]) .line {
    font-size: calc(0.875 * var(--_rem));
  }
  :host([minimised]) .bar {
    flex-wrap: nowrap;
    gap: 10px;
    padding: 0;
  }
  :host([minimised]) .round {
    inline-size: 44px;
    block-size: 44px;
  }
  :host([minimised]) .video .round:not(.danger, .off) {
    background: #000a;
  }
  @container (max-height: 360px) {
    .person ringback-avatar {
      display: none;
    }
    .round {
      inline-size: 48px;
      block-size: 48px;
    }
    .bar {
      padding-block-start: 4px;
    }
  }
  @container (max-width: 340px) {
    .bar {
      gap: 8px;
    }
    .round {
      inline-size: 50px;
      block-size: 50px;
    }
  }
`;
