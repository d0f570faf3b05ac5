import { css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { define, RingbackElement } from '../element.js';
import { icons } from '../icons.js';
import { theme } from '../theme.styles.js';

/**
 * The two buttons that start a call.
 *
 * @element ringback-call-buttons
 * @fires ringback-call - `detail.type` is `voice` or `video`
 * @csspart button - each button
 */
export class RingbackCallButtons extends RingbackElement {
  static override styles = [
    theme,
    css`
      :host {
        display: inline-flex;
        gap: 4px;
      }
      button {
        display: grid;
        place-items: center;
        inline-size: 48px;
        block-size: 48px;
        border-radius: 50%;
        color: var(--_accent);
      }
      button:hover {
        background: var(--_surface-3);
      }
    `,
  ];

  /** Why no call can be started now; empty when one can. */
  @property({ attribute: 'unavailable' }) unavailable = '';

  protected override render() {
    return html`${this.#button('voice')}${this.#button('video')}
      <span id="why" class="visually-hidden">${this.unavailable}</span>`;
  }

  #button(type: 'voice' | 'video') {
    const name = this.t(`call.${type}`);
    const blocked = this.unavailable !== '';
    return html`<button part="button" type="button" aria-label=${name} title=${blocked ? this.unavailable : name}
      aria-disabled=${blocked} aria-describedby=${blocked ? 'why' : ''} @click=${() => !blocked && this.tell('ringback-call', { type })}>
      ${type === 'voice' ? icons.phone : icons.video}
    </button>`;
  }
}

define('ringback-call-buttons', RingbackCallButtons);
