import { css, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RingbackClient } from '../client/ringback-client.js';
import { patch } from '../components/call-history/fold.js';
import { define, RingbackElement } from '../components/element.js';
import { icons } from '../components/icons.js';
import { buttons, theme } from '../components/theme.styles.js';
import '../components/avatar/avatar.js';
import '../components/call-buttons/call-buttons.js';
import '../components/call-card/call-card.js';
import '../components/notice/notice.js';
import type { CallRow, Person } from '../protocol/call.js';
import type { Conversation } from '../rest/rest.js';
import { day, timeOfDay } from '../texts/format.js';
import { texts } from '../texts/texts.js';

interface Note {
  readonly id: string;
  readonly at: string;
  readonly text: string;
}

/**
 * One conversation of the demo: its call cards by day, and notes that stay in this tab (Ringback carries calls, not messages).
 *
 * @element ringback-demo-conversation
 * @fires ringback-call - `detail.type`
 * @fires demo-back
 * @fires demo-seen - the person did something here
 */
export class DemoConversation extends RingbackElement {
  static override styles = [
    theme,
    buttons,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
        min-block-size: 0;
      }
      .head {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 8px 12px;
        border-block-end: 1px solid var(--_line);
        background: var(--_surface);
        --ringback-avatar-size: 44px;
      }
      .head div {
        flex: 1;
        min-inline-size: 0;
      }
      h2 {
        margin: 0;
        overflow: hidden;
        font-size: calc(1.0625 * var(--_rem));
        line-height: 1.3;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .head small {
        color: var(--_text-2);
        font-size: calc(0.8125 * var(--_rem));
      }
      .back {
        display: none;
        place-items: center;
        inline-size: 44px;
        block-size: 48px;
        margin-inline: -8px -4px;
        border-radius: 50%;
      }
      .back svg:dir(rtl) {
        transform: scaleX(-1);
      }
      .line {
        display: flex;
        flex-direction: column;
        gap: 10px;
        padding: 16px;
        overflow: auto;
      }
      .line > :first-child {
        margin-block-start: auto;
      }
      .day {
        align-self: center;
        margin-block: 6px;
        padding: 3px 12px;
        border-radius: 999px;
        background: var(--_surface-3);
        color: var(--_text-2);
        font-size: calc(0.8125 * var(--_rem));
        font-weight: 600;
      }
      .mine {
        align-self: flex-end;
      }
      p.note {
        margin: 0;
        align-self: flex-end;
        max-inline-size: min(85%, 32em);
        padding: 8px 14px;
        border-radius: 18px;
        background: var(--_accent);
        color: var(--_on-accent);
        overflow-wrap: anywhere;
      }
      .note time {
        display: block;
        font-size: calc(0.75 * var(--_rem));
        text-align: end;
        opacity: 0.85;
      }
      ringback-notice {
        align-self: center;
        inline-size: min(460px, 100%);
        margin-block: auto;
      }
      .empty {
        display: grid;
        align-content: center;
        justify-items: center;
        flex: 1;
        gap: 4px;
        color: var(--_text-2);
        text-align: center;
        text-wrap: balance;
      }
      .empty strong {
        color: var(--_text);
      }
      .empty svg {
        inline-size: 44px;
        block-size: 44px;
        margin-block-end: 8px;
        opacity: 0.5;
      }
      form {
        display: flex;
        gap: 8px;
        padding: 8px 12px max(8px, env(safe-area-inset-bottom));
        border-block-start: 1px solid var(--_line);
        background: var(--_surface);
      }
      input {
        flex: 1;
        min-inline-size: 0;
        min-block-size: 46px;
        padding-inline: 18px;
        border: 1px solid var(--_line);
        border-radius: 999px;
        background: var(--_surface-2);
      }
      input::placeholder {
        color: var(--_text-2);
        opacity: 1;
      }
      .send {
        display: grid;
        place-items: center;
        inline-size: 46px;
        block-size: 46px;
        border-radius: 50%;
        background: var(--_accent);
        color: var(--_on-accent);
      }
      .send svg {
        inline-size: 20px;
        block-size: 20px;
      }
      .send svg:dir(rtl) {
        transform: scaleX(-1);
      }
      @media (max-width: 719px) {
        .back {
          display: grid;
        }
        .head {
          padding-inline: 8px;
        }
      }
    `,
  ];

  @property({ attribute: false }) client: RingbackClient | null = null;
  @property({ attribute: false }) conversation: Conversation | null = null;
  @property({ type: Boolean }) online = false;
  @property() unavailable = '';

  @state() private rows: readonly CallRow[] = [];
  @state() private phase: 'loading' | 'ready' | 'failed' = 'loading';
  @state() private notes: readonly Note[] = [];

  @query('.line') private line!: HTMLElement | null;

  #notesOf = new Map<number, readonly Note[]>();
  #off: (() => void)[] = [];
  #load = 0;

  protected override connected(): void {
    this.scope.add(() => this.#off.splice(0).forEach((off) => off()));
    this.scope.listen(this, 'pointerdown', () => this.tell('demo-seen'));
    this.scope.listen(this, 'keydown', () => this.tell('demo-seen'));
    if (this.hasUpdated) this.#follow();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#follow();
    const before = changed.get('conversation') as Conversation | null | undefined;
    if (!changed.has('client') && !(changed.has('conversation') && before?.id !== this.conversation?.id)) return;
    this.rows = [];
    this.notes = this.#notesOf.get(this.conversation?.id ?? 0) ?? [];
    void this.reload();
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('rows') && !changed.has('notes')) return;
    // the cards draw themselves after this element: their height is known a frame later
    const frame = requestAnimationFrame(() => this.line?.scrollTo({ top: this.line.scrollHeight }));
    this.scope.add(() => cancelAnimationFrame(frame));
  }

  #follow(): void {
    this.#off.splice(0).forEach((off) => off());
    const { client } = this;
    if (!client) return;
    let ready = client.state.connection.kind === 'ready';
    this.#off = [
      client.on('log', (row) => {
        if (row.conversation_id === this.conversation?.id) this.rows = patch(this.rows, row);
      }),
      // what happened while the connection was away is read again
      client.on('change', (now) => {
        const again = now.connection.kind === 'ready' && !ready;
        ready = now.connection.kind === 'ready';
        if (again) void this.reload();
      }),
    ];
  }

  async reload(): Promise<void> {
    const { client, conversation } = this;
    if (!client || !conversation) return;
    const load = ++this.#load;
    try {
      const page = await client.rest.conversationLog(conversation.id, { limit: 100 });
      if (load !== this.#load) return;
      this.rows = page.rows;
      this.phase = 'ready';
    } catch {
      if (load === this.#load) this.phase = 'failed';
    }
  }

  protected override render() {
    const { conversation } = this;
    if (!conversation) return nothing;
    const person = personOf(conversation);
    const name = this.nameOf(person);
    return html`
      <div class="head">
        <button class="back" type="button" aria-label=${this.t('demo.back')} @click=${() => this.tell('demo-back')}>${icons.back}</button>
        <ringback-avatar .name=${person.name} .image=${person.avatar} .online=${this.online}></ringback-avatar>
        <div><h2 dir="auto">${name}</h2><small>${this.t(this.online ? 'demo.online' : 'demo.offline')}</small></div>
        <ringback-call-buttons .unavailable=${this.unavailable}></ringback-call-buttons>
      </div>
      <div class="line" part="line">${this.#line(name)}</div>
      <form @submit=${this.#write}>
        <input name="note" autocomplete="off" dir="auto" maxlength="500" placeholder=${this.t('demo.draft')} aria-label=${this.t('demo.draft.label', { name })} />
        <button class="send" type="submit" aria-label=${this.t('demo.send')}>${icons.send}</button>
      </form>
    `;
  }

  #line(name: string) {
    if (this.phase === 'failed') {
      return html`<ringback-notice .action=${this.t('control.retry')} @ringback-notice-action=${() => void this.reload()}>${this.t('history.error')}</ringback-notice>`;
    }
    const entries = this.#entries();
    if (entries.length === 0) {
      return this.phase === 'loading' ? nothing : html`<div class="empty">${icons.phone}<strong>${this.t('demo.no-calls')}</strong><span>${this.t('demo.no-calls.help', { name })}</span></div>`;
    }
    let last = '';
    return repeat(entries, (entry) => entry.key, (entry) => {
      const today = day(entry.at, new Date(), texts);
      const head = today === last ? nothing : html`<span class="day">${today}</span>`;
      last = today;
      return html`${head}${entry.shown}`;
    });
  }

  #entries() {
    const calls = this.rows.map((row) => ({
      key: `call ${row.id}`,
      at: row.started_at ?? '',
      shown: html`<ringback-call-card class=${row.is_caller ? 'mine' : ''} .row=${row} .unavailable=${this.unavailable}></ringback-call-card>`,
    }));
    const notes = this.notes.map((note) => ({
      key: note.id,
      at: note.at,
      shown: html`<p class="note" dir="auto">${note.text}<time datetime=${note.at}>${timeOfDay(note.at, texts)}</time></p>`,
    }));
    return [...calls, ...notes].sort((a, b) => a.at.localeCompare(b.at));
  }

  readonly #write = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem('note') as HTMLInputElement;
    const text = input.value.trim();
    if (text === '' || !this.conversation) return;
    input.value = '';
    const at = new Date().toISOString();
    this.notes = [...this.notes, { id: `note ${at} ${this.notes.length}`, at, text }];
    this.#notesOf.set(this.conversation.id, this.notes);
  };
}

/** With whom a conversation is. */
export function personOf(one: Conversation): Person {
  return { userId: one.other_user_id, name: one.other_name ?? one.name ?? '', avatar: one.other_avatar };
}

define('ringback-demo-conversation', DemoConversation);
