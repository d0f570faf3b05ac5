import { css } from 'lit';

/** The dark stage of a call: used by its three screens, so that they follow each other without a jump. */
export const stage = css`
  :host {
    display: block;
    position: relative;
    block-size: 100%;
    --_ink: var(--_on-stage);
    background: radial-gradient(120% 90% at 50% 0%, var(--_stage-2), var(--_stage) 75%);
    container-type: size;
  }
  .stage {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    block-size: 100%;
    padding: max(12px, env(safe-area-inset-top)) max(12px, env(safe-area-inset-right)) max(16px, env(safe-area-inset-bottom))
      max(12px, env(safe-area-inset-left));
  }
  .person {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 6px;
    min-block-size: 0;
    text-align: center;
    --ringback-avatar-size: clamp(64px, min(32cqi, 24cqb), 160px);
  }
  .person ringback-avatar {
    margin-block-end: clamp(8px, 3cqh, 24px);
  }
  h2 {
    max-inline-size: 100%;
    margin: 0;
    font-size: clamp(calc(1.375 * var(--_rem)), 5cqmin, calc(1.875 * var(--_rem)));
    font-weight: 650;
    line-height: 1.2;
    overflow-wrap: anywhere;
  }
  .line {
    margin: 0;
    color: var(--_on-stage-2);
    font-size: clamp(var(--_rem), 3cqmin, calc(1.125 * var(--_rem)));
    font-variant-numeric: tabular-nums;
  }
  .why {
    margin: 0;
    color: var(--_on-stage-2);
    font-size: calc(0.9375 * var(--_rem));
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    justify-content: center;
    gap: clamp(10px, 3cqw, 20px);
    padding-block-start: 12px;
  }
  /* buttons keep their distance whatever is written beneath */
  .bar .labelled {
    min-inline-size: 84px;
  }
  ringback-notice {
    inline-size: min(460px, 100%);
    margin-block-start: 16px;
  }
  /* made small, a card: the words beside the buttons */
  @container (max-height: 200px) {
    .stage {
      display: flex;
      align-items: center;
      gap: 12px;
      padding: 12px 16px;
    }
    .stage .person {
      flex: 1;
      justify-items: start;
      gap: 2px;
      min-inline-size: 0;
      padding: 0;
      text-align: start;
    }
    .stage ringback-avatar,
    .stage .waves,
    .stage .why,
    .stage .labelled > span {
      display: none;
    }
    .stage h2 {
      font-size: var(--_rem);
    }
    .stage .line {
      font-size: calc(0.875 * var(--_rem));
    }
    .stage .bar {
      flex-wrap: nowrap;
      gap: 8px;
      padding: 0;
    }
    .stage .labelled {
      min-inline-size: 0;
    }
    .stage .round {
      inline-size: 48px;
      block-size: 48px;
    }
  }
  @media (forced-colors: active) {
    :host {
      background: Canvas;
    }
  }
`;
