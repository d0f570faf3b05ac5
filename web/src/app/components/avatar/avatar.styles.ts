import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
    position: relative;
    inline-size: var(--ringback-avatar-size, 48px);
    block-size: var(--ringback-avatar-size, 48px);
    flex: none;
  }
  .face {
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 100%;
    overflow: hidden;
    border-radius: 50%;
    background: linear-gradient(150deg, hsl(var(--_hue) var(--_saturation) 46%), hsl(calc(var(--_hue) + 28) var(--_saturation) 34%));
    color: #fff;
    font-size: calc(var(--ringback-avatar-size, 48px) * 0.38);
    font-weight: 600;
    line-height: 1;
    user-select: none;
  }
  @media (forced-colors: active) {
    .face {
      border: 1px solid CanvasText;
    }
  }
  img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .presence {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    inline-size: 28%;
    block-size: 28%;
    min-inline-size: 11px;
    min-block-size: 11px;
    border: 2px solid var(--_surface);
    border-radius: 50%;
    background: #23a55a;
    forced-color-adjust: none;
  }
`;
