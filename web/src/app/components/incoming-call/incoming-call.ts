import { html, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { CallState } from '../../call/call-state.js';
import { define, RingbackElement } from '../element.js';
import { icons } from '../icons.js';
import { problemKeys } from '../notice/notice.js';
import { roundButtons, theme } from '../theme.styles.js';
import '../avatar/avatar.js';
import '../notice/notice.js';
import { styles } from './incoming-call.styles.js';

/**
 * A call that rings here. The focus goes to the card, never to a button; while somebody types it stays where it is, and
 * F6 leads here.
 *
 * @element ringback-incoming-call
 * @attr quiet - no dialog that wants attention, but a region of the page
 * @fires ringback-accept - `detail.video`: with the camera
 * @fires ringback-decline
 * @fires ringback-unblock-sound
 * @csspart card - the card
 */
export class RingbackIncomingCall extends RingbackElement {
  static override styles = [theme, roundButtons, styles];

  @property({ attribute: false }) call: CallState | null = null;
  @property({ type: Boolean }) soundBlocked = false;

  @property({ type: Boolean }) quiet = false;

  @query('.card') private card!: HTMLElement | null;

  /** Goes to the card, once it is drawn. */
  override focus(): void {
    void this.updateComplete.then(() => this.card?.focus());
  }

  protected override willUpdate(): void {
    this.dataset['state'] = 'incoming';
  }

  protected override render() {
    const { call } = this;
    if (!call) return nothing;
    const video = call.callType === 'video';
    const waiting = call.pending !== null;
    return html`
      <section class="card" part="card" role=${this.quiet ? 'region' : 'alertdialog'} tabindex="-1" aria-labelledby="name" aria-describedby="kind">
        <div class="who">
          <span class="ring"><ringback-avatar .name=${call.peer.name} .image=${call.peer.avatar}></ringback-avatar></span>
          <div class="names">
            <h2 id="name" dir="auto">${this.nameOf(call.peer)}</h2>
            <p id="kind">${waiting ? this.t('state.declining') : this.t(video ? 'incoming.video' : 'incoming.voice')}</p>
          </div>
        </div>
        ${this.soundBlocked && !waiting ? this.#soundStrip() : nothing} ${call.problem ? this.#problem(call) : nothing}
        <div class="actions">
          ${this.#action('danger', icons.hangUp, this.t('incoming.decline'), waiting, () => this.tell('ringback-decline'))}
          ${video ? this.#action('', icons.phone, this.t('incoming.accept.voice'), waiting, () => this.tell('ringback-accept', { video: false })) : nothing}
          ${this.#action('accept', video ? icons.video : icons.phone, this.t('incoming.accept'), waiting, () => this.tell('ringback-accept', { video }))}
        </div>
      </section>
    `;
  }

  #action(look: string, icon: unknown, name: string, waiting: boolean, press: () => void) {
    return html`<span class="labelled">
      <button class="round ${look}" type="button" aria-label=${name} ?disabled=${waiting} @click=${press}>${icon}</button>
      <span aria-hidden="true">${name}</span>
    </span>`;
  }

  #soundStrip() {
    return html`<ringback-notice icon="soundOff" .action=${this.t('sound.unblock')} @ringback-notice-action=${() => this.tell('ringback-unblock-sound')}>
      ${this.t('sound.blocked')}
    </ringback-notice>`;
  }

  #problem(call: CallState) {
    const { what, help } = problemKeys(call.problem!);
    return html`<ringback-notice role="alert">${this.t(what)} ${this.t(help)}</ringback-notice>`;
  }
}

define('ringback-incoming-call', RingbackIncomingCall);
