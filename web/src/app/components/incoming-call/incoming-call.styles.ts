import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    inline-size: min(420px, 100%);
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 18px;
    padding: 20px;
    border: 1px solid #ffffff1a;
    border-radius: 24px;
    background: radial-gradient(120% 120% at 50% -20%, #2f3a57, var(--_stage) 70%);
    box-shadow: var(--_shadow);
    color: var(--_on-stage);
    animation: arrive 260ms cubic-bezier(0.2, 0.9, 0.3, 1.1);
  }
  @media (forced-colors: active) {
    .card {
      background: Canvas;
    }
  }
  .card:focus-visible {
    outline: 2px solid #ffffffb3;
    outline-offset: -2px;
  }
  .who {
    display: flex;
    align-items: center;
    gap: 16px;
    min-inline-size: 0;
  }
  .ring {
    position: relative;
    flex: none;
    --ringback-avatar-size: 60px;
  }
  .ring::before {
    content: '';
    position: absolute;
    inset: -5px;
    border: 2px solid #7fe0a8;
    border-radius: 50%;
    opacity: 0.9;
    animation: pulse 1.6s ease-out infinite;
  }
  .names {
    min-inline-size: 0;
  }
  h2 {
    margin: 0;
    font-size: calc(1.25 * var(--_rem));
    font-weight: 650;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  p {
    margin: 2px 0 0;
    color: var(--_on-stage-2);
    font-size: calc(0.9375 * var(--_rem));
  }
  .actions {
    display: flex;
    justify-content: space-around;
    align-items: flex-start;
    gap: 8px;
  }
  .labelled {
    flex: 0 1 96px;
    min-inline-size: 0;
    line-height: 1.3;
  }
  .accept {
    animation: invite 1.6s ease-in-out infinite;
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-14px) scale(0.98);
    }
  }
  @keyframes pulse {
    from {
      transform: scale(0.94);
    }
    to {
      transform: scale(1.22);
      opacity: 0;
    }
  }
  @keyframes invite {
    0%,
    60%,
    100% {
      transform: none;
    }
    70%,
    90% {
      transform: rotate(-8deg);
    }
    80% {
      transform: rotate(8deg);
    }
  }
`;
