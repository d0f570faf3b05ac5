import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { CallEnd, CallState } from '../../call/call-state.js';
import type { Scope } from '../../base/scope.js';
import { endText, whyText } from '../../texts/outcome.js';
import { texts } from '../../texts/texts.js';
import { dots, dotted } from '../dotted.js';
import { define, RingbackElement } from '../element.js';
import { icons } from '../icons.js';
import { stage } from '../stage.styles.js';
import { roundButtons, theme } from '../theme.styles.js';
import '../avatar/avatar.js';

const CLOSES_AFTER_MS = 6000;

/**
 * How a call ended: what, who and why, with a way to call again. Closes by itself unless somebody is on it.
 *
 * @element ringback-ended-call
 * @attr compact - a card in a corner instead of the whole stage
 * @fires ringback-call-again - `detail.type`
 * @fires ringback-dismiss
 */
export class RingbackEndedCall extends RingbackElement {
  static override styles = [
    theme,
    roundButtons,
    stage,
    dots,
    css`
      :host([compact]) {
        inline-size: min(420px, 100%);
        block-size: auto;
        border-radius: 24px;
        border: 1px solid #ffffff1a;
        box-shadow: var(--_shadow);
        container-type: normal;
      }
      :host([compact]) .stage {
        display: flex;
        align-items: center;
        gap: 14px;
        padding: 14px 16px;
      }
      :host([compact]) .person {
        flex: 1;
        grid-template-columns: auto 1fr;
        justify-items: start;
        gap: 0 14px;
        text-align: start;
        --ringback-avatar-size: 48px;
      }
      :host([compact]) ringback-avatar {
        grid-row: 1 / span 3;
        margin: 0;
      }
      :host([compact]) h2 {
        font-size: calc(1.0625 * var(--_rem));
      }
      :host([compact]) .line {
        font-size: calc(0.9375 * var(--_rem));
      }
      :host([compact]) .why,
      :host([compact]) .labelled > span {
        display: none;
      }
      :host([compact]) .bar {
        flex-wrap: nowrap;
        padding: 0;
      }
      :host([compact]) .labelled {
        min-inline-size: 0;
      }
      :host([compact]) .round {
        inline-size: 48px;
        block-size: 48px;
      }
      .line {
        color: var(--_on-stage);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) call: CallState | null = null;
  @property({ attribute: false }) me: number | null = null;
  /** The other type of call is offered by the page; this one repeats what was. */
  @property() unavailable = '';

  #stopClosing: (() => void) | null = null;

  protected override connected(scope: Scope): void {
    this.dataset['state'] = 'ended';
    this.#closeLater();
    for (const type of ['pointerenter', 'focusin']) scope.listen(this, type, () => this.#stopClosing?.());
    for (const type of ['pointerleave', 'focusout']) scope.listen(this, type, () => this.#closeLater());
  }

  #closeLater(): void {
    this.#stopClosing?.();
    this.#stopClosing = this.scope.timeout(CLOSES_AFTER_MS, () => this.tell('ringback-dismiss'));
  }

  protected override render() {
    const { call } = this;
    if (!call?.end) return nothing;
    const isCaller = call.role === 'caller';
    const name = this.nameOf(call.peer);
    return html`
      <div class="stage" part="stage">
        <div class="person">
          <ringback-avatar .name=${call.peer.name} .image=${call.peer.avatar}></ringback-avatar>
          <h2 dir="auto">${name}</h2>
          <p class="line">${dotted(endText(call.end, isCaller, name, texts))}</p>
          <p class="why">${this.#why(call, call.end, name)}</p>
        </div>
        <div class="bar">
          ${canCallAgain(call.end)
            ? html`<span class="labelled">
                <button class="round accept" type="button" aria-label=${this.t(isCaller ? 'call.again' : 'call.back')} title=${this.unavailable}
                  ?disabled=${this.unavailable !== ''} @click=${() => this.tell('ringback-call-again', { type: call.callType })}>
                  ${call.callType === 'video' ? icons.video : icons.phone}
                </button>
                <span aria-hidden="true">${this.t(isCaller ? 'call.again' : 'call.back')}</span>
              </span>`
            : nothing}
          <span class="labelled">
            <button class="round" type="button" aria-label=${this.t('control.close')} @click=${() => this.tell('ringback-dismiss')}>${icons.close}</button>
            <span aria-hidden="true">${this.t('control.close')}</span>
          </span>
        </div>
      </div>
    `;
  }

  #why(call: CallState, end: CallEnd, name: string): string {
    if (end.kind !== 'final') return '';
    const byMe = end.endedByUserId === null || this.me === null ? null : end.endedByUserId === this.me;
    return whyText(end.reason, call.role === 'caller', byMe, name, texts);
  }
}

function canCallAgain(end: CallEnd): boolean {
  switch (end.kind) {
    case 'final':
      return true;
    case 'taken':
      return false;
    case 'refused':
      return end.code === 'unavailable' || end.code === 'timeout' || end.code === 'disconnected';
    case 'not-made':
      return false;
  }
}

define('ringback-ended-call', RingbackEndedCall);
