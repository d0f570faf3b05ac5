import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  dialog {
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    background: var(--_stage);
    color: var(--_on-stage);
  }
  dialog.full {
    position: fixed;
    inset: 0;
    inline-size: 100vw;
    block-size: 100vh;
    block-size: 100dvh;
  }
  dialog.tile {
    position: fixed;
    z-index: var(--ringback-z-index, 2147483000);
    inset: auto;
    inset-block-end: var(--ringback-tile-inset, max(16px, env(safe-area-inset-bottom)));
    inset-inline-end: 16px;
    inline-size: min(280px, calc(100vw - 32px));
    block-size: 136px;
    border: 1px solid #ffffff2e;
    border-radius: 20px;
    box-shadow: var(--_shadow);
  }
  dialog.tile.up {
    inset-block: max(16px, env(safe-area-inset-top)) auto;
  }
  dialog.tile:has([data-picture]) {
    block-size: 190px;
  }
  dialog::backdrop {
    background: var(--_stage);
  }
  dialog:focus-visible {
    outline: none;
  }
  .corner {
    position: fixed;
    inset: auto;
    inset-block-start: 0;
    inset-inline: 0;
    display: none;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    justify-items: center;
    inline-size: auto;
    block-size: auto;
    max-block-size: 100dvh;
    margin: 0;
    padding: 0;
    border: 0;
    overflow: auto;
    background: none;
    color: inherit;
    pointer-events: none;
  }
  .corner > * {
    pointer-events: auto;
  }
  .corner:popover-open {
    display: grid;
    /* room for the shadow, which the scroll area would cut */
    padding: max(14px, env(safe-area-inset-top)) 14px 56px;
  }
  .elsewhere {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px 14px;
    inline-size: min(460px, 100%);
    padding-block: 12px;
    padding-inline: 18px 12px;
    border: 1px solid #ffffff1a;
    border-radius: 20px;
    background: var(--_stage-2);
    box-shadow: var(--_shadow);
    color: var(--_on-stage);
    font-size: calc(0.9375 * var(--_rem));
  }
  .elsewhere span {
    flex: 1 1 11em;
    padding-block: 4px;
    text-wrap: balance;
  }
  @media (max-width: 479px) {
    .elsewhere {
      padding: 14px;
    }
    .elsewhere span {
      flex-basis: 100%;
      text-align: center;
    }
    .elsewhere .button {
      flex: 1;
    }
  }
  .elsewhere .button.filled {
    background: var(--_accept);
    color: #fff;
  }
  .elsewhere .end {
    background: var(--_danger);
    color: #fff;
  }
`;
