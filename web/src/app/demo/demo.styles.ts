import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    block-size: 100dvh;
    background: var(--_surface-2);
  }
  /* above the line where one writes */
  ringback-calls {
    --ringback-tile-inset: calc(84px + env(safe-area-inset-bottom));
  }
  h1,
  h2 {
    margin: 0;
  }

  /* choosing a person */
  .choose {
    display: grid;
    align-content: safe center;
    justify-items: center;
    gap: 8px;
    block-size: 100%;
    padding: 24px 16px;
    overflow: auto;
    text-align: center;
  }
  .logo {
    display: grid;
    place-items: center;
    inline-size: 64px;
    block-size: 64px;
    margin-block-end: 8px;
    border-radius: 20px;
    background: linear-gradient(150deg, #3f74ff, #2446a8);
    color: #fff;
  }
  .logo svg {
    inline-size: 34px;
    block-size: 34px;
  }
  .choose h1 {
    font-size: calc(1.75 * var(--_rem));
    line-height: 1.2;
  }
  .choose p {
    max-inline-size: 34em;
    margin: 0 0 16px;
    color: var(--_text-2);
    text-wrap: balance;
  }
  .people {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 230px), 1fr));
    gap: 12px;
    inline-size: min(520px, 100%);
  }
  .person {
    display: flex;
    align-items: center;
    gap: 14px;
    padding: 14px 16px;
    border: 1px solid var(--_line);
    border-radius: 20px;
    background: var(--_surface);
    text-align: start;
    transition: border-color 120ms, transform 120ms;
  }
  .person:hover {
    border-color: var(--_accent);
    transform: translateY(-1px);
  }
  .person strong,
  .person small {
    display: block;
  }
  small {
    color: var(--_text-2);
    font-size: calc(0.8125 * var(--_rem));
  }

  /* the application */
  .app {
    display: grid;
    grid-template: 'strip strip' auto 'side main' minmax(0, 1fr) 'nav main' auto / clamp(280px, 32%, 360px) minmax(0, 1fr);
    block-size: 100%;
  }
  .side {
    grid-area: side;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-block-size: 0;
    min-inline-size: 0;
    background: var(--_surface);
  }
  .side,
  nav {
    border-inline-end: 1px solid var(--_line);
  }
  .me {
    display: flex;
    align-items: center;
    gap: 16px;
    padding-block: 12px 8px;
    /* in line with the list below, whose pictures are larger */
    padding-inline: 22px 8px;
    --ringback-avatar-size: 40px;
  }
  .me > div {
    flex: 1;
    min-inline-size: 0;
  }
  .me h1 {
    overflow: hidden;
    font-size: calc(1.0625 * var(--_rem));
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .plain {
    display: inline-grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 50%;
    color: var(--_text-2);
  }
  .plain:hover {
    background: var(--_surface-3);
  }
  .strip {
    grid-area: strip;
  }
  .strip::part(strip) {
    justify-content: center;
    border-width: 0 0 1px;
    border-radius: 0;
    padding-inline: 16px;
  }
  .strip::part(words) {
    flex: 0 1 auto;
    min-inline-size: 0;
  }
  nav {
    grid-area: nav;
    background: var(--_surface);
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 4px;
    padding: 6px 8px max(6px, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--_line);
  }
  nav button {
    position: relative;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 2px;
    min-inline-size: 0;
    min-block-size: 52px;
    padding: 5px 4px;
    line-height: 1.3;
    border-radius: 14px;
    color: var(--_text-2);
    font-size: calc(0.75 * var(--_rem));
    font-weight: 600;
  }
  nav button[aria-current='page'] {
    background: var(--_surface-3);
    color: var(--_text);
  }
  nav ringback-missed-badge {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-start: calc(50% + 6px);
  }
  .list {
    align-content: start;
    margin: 0;
    padding: 4px 8px;
    overflow: auto;
    list-style: none;
  }
  .chat {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    padding: 10px;
    border-radius: 16px;
    text-align: start;
  }
  .chat:hover {
    background: var(--_surface-2);
  }
  .chat[aria-current='true'] {
    background: var(--_surface-3);
  }
  .chat .words {
    flex: 1;
    min-inline-size: 0;
  }
  .chat .top,
  .chat .bottom {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 8px;
  }
  .chat .bottom {
    align-items: center;
    min-block-size: 24px;
  }
  .chat strong,
  .chat .last {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chat .last {
    display: flex;
    align-items: center;
    gap: 5px;
    min-inline-size: 0;
    color: var(--_text-2);
    font-size: calc(0.875 * var(--_rem));
  }
  .chat .last svg {
    inline-size: 15px;
    block-size: 15px;
  }
  .chat .last.missed {
    color: var(--_danger-text);
  }
  .chat time {
    color: var(--_text-2);
    font-size: calc(0.75 * var(--_rem));
    white-space: nowrap;
  }
  /* calls and settings: one column, as wide as one likes to read */
  .place {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    grid-template-columns: minmax(0, 680px);
    justify-content: center;
    min-block-size: 0;
    background: var(--_surface);
  }
  .place.scrolls {
    grid-template-rows: auto auto;
    align-content: start;
    overflow: auto;
  }
  .place h2 {
    padding: 18px 16px 8px;
    font-size: calc(1.375 * var(--_rem));
    line-height: 1.3;
  }
  .settings {
    display: grid;
    align-content: start;
    gap: 14px;
    padding: 4px 16px 24px;
  }
  .settings h3 {
    margin: 8px 0 0;
    font-size: var(--_rem);
  }
  .field {
    display: grid;
    gap: 4px;
    font-size: calc(0.875 * var(--_rem));
    font-weight: 600;
  }
  .field select {
    min-block-size: 44px;
    padding-inline: 12px;
    border: 1px solid color-mix(in srgb, currentColor 45%, transparent);
    border-radius: 12px;
    background: var(--_surface);
    font-weight: 400;
  }
  .check {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 44px;
    font-size: calc(0.9375 * var(--_rem));
    font-weight: 500;
  }
  .nothing {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 4px;
    padding: 24px;
    color: var(--_text-2);
    text-align: center;
    text-wrap: balance;
  }
  .nothing svg {
    inline-size: 44px;
    block-size: 44px;
    margin-block-end: 8px;
    opacity: 0.5;
  }
  .nothing strong {
    color: var(--_text);
  }
  .app main {
    grid-area: main;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
    min-inline-size: 0;
  }
  @media (max-width: 719px) {
    .app {
      grid-template: 'strip' auto 'main' minmax(0, 1fr) 'nav' auto / minmax(0, 1fr);
    }
    .side {
      grid-area: main;
    }
    .side,
    nav {
      border-inline-end: 0;
    }
    .app.overview main,
    .app:not(.overview) .side,
    .app.inside nav {
      display: none;
    }
    .place h2 {
      padding-block-start: 14px;
    }
  }
`;
