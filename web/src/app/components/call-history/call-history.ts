import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RingbackClient } from '../../client/ringback-client.js';
import { otherPerson, type CallRow } from '../../protocol/call.js';
import type { LogQuery } from '../../rest/rest.js';
import { day, exact, timeOfDay } from '../../texts/format.js';
import { endingOf, outcomeText } from '../../texts/outcome.js';
import { texts } from '../../texts/texts.js';
import { define, RingbackElement } from '../element.js';
import { icons } from '../icons.js';
import { buttons, theme } from '../theme.styles.js';
import '../avatar/avatar.js';
import '../notice/notice.js';
import { fold, patch, type Fold } from './fold.js';
import { styles } from './call-history.styles.js';

export type HistoryFilter = 'all' | 'missed' | 'incoming' | 'outgoing';
const FILTERS: readonly HistoryFilter[] = ['all', 'missed', 'incoming', 'outgoing'];
const PAGE = 50;
const SKELETON_AFTER_MS = 300;

/**
 * All calls of the person here, newest first; calls of one kind that follow each other are folded. New calls appear live.
 *
 * @element ringback-call-history
 * @attr filter - all, missed, incoming, outgoing
 * @fires ringback-redial - `detail.row`
 * @fires ringback-filter - `detail.filter`
 */
export class RingbackCallHistory extends RingbackElement {
  static override styles = [theme, buttons, styles];

  @property({ attribute: false }) client: RingbackClient | null = null;
  @property({ reflect: true }) filter: HistoryFilter = 'all';
  @property() unavailable = '';

  @state() private rows: readonly CallRow[] = [];
  @state() private next: string | null = null;
  @state() private phase: 'loading' | 'slow' | 'ready' | 'failed' = 'loading';
  @state() private search = '';

  #load = 0;
  #off: (() => void) | null = null;
  #stopSearch: (() => void) | null = null;

  protected override connected(): void {
    this.scope.add(() => this.#off?.());
    if (this.hasUpdated) this.#follow();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#follow();
    if (changed.has('client') || changed.has('filter')) void this.reload();
  }

  #follow(): void {
    this.#off?.();
    this.#off = this.client?.on('log', (row) => {
      if (this.#matches(row)) this.rows = patch(this.rows, row);
    }) ?? null;
  }

  /** Reads the newest page again. */
  async reload(): Promise<void> {
    if (!this.client) return;
    const load = ++this.#load;
    this.phase = 'loading';
    const stop = this.scope.timeout(SKELETON_AFTER_MS, () => load === this.#load && this.phase === 'loading' && (this.phase = 'slow'));
    try {
      const page = await this.client.rest.history(this.#query());
      if (load !== this.#load) return;
      [this.rows, this.next, this.phase] = [page.rows, page.next, 'ready'];
    } catch {
      if (load === this.#load) this.phase = 'failed';
    } finally {
      stop();
    }
  }

  async #more(): Promise<void> {
    if (!this.client || this.next === null) return;
    const load = this.#load;
    const page = await this.client.rest.history({ ...this.#query(), cursor: this.next }).catch(() => null);
    if (!page || load !== this.#load) return;
    this.rows = [...this.rows, ...page.rows];
    this.next = page.next;
  }

  #query(): LogQuery {
    const query: LogQuery = { limit: PAGE, ...(this.search ? { q: this.search } : {}) };
    switch (this.filter) {
      case 'all':
        return query;
      case 'missed':
        return { ...query, outcome: 'missed' };
      case 'incoming':
      case 'outgoing':
        return { ...query, direction: this.filter };
    }
  }

  #matches(row: CallRow): boolean {
    if (this.search && !otherPerson(row).name.toLocaleLowerCase().includes(this.search.toLocaleLowerCase())) return false;
    if (this.filter === 'missed') return row.outcome === 'missed';
    return this.filter === 'all' || row.is_caller === (this.filter === 'outgoing');
  }

  protected override render() {
    return html`
      <div class="tools" part="tools">
        <input type="search" .value=${this.search} placeholder=${this.t('history.search')} aria-label=${this.t('history.search')} @input=${this.#typed} />
        <div class="chips" role="group" aria-label=${this.t('history.title')}>
          ${FILTERS.map((filter) => html`<button class="chip" type="button" aria-pressed=${filter === this.filter} @click=${() => this.#choose(filter)}>${this.t(`history.${filter}`)}</button>`)}
        </div>
      </div>
      <div class="scroll" part="list">${this.#list()}</div>
    `;
  }

  #list() {
    if (this.phase === 'failed') {
      return html`<div class="empty"><ringback-notice .action=${this.t('control.retry')} @ringback-notice-action=${() => void this.reload()}>${this.t('history.error')}</ringback-notice></div>`;
    }
    if (this.phase === 'slow') return html`<p class="empty">${this.t('history.loading')}</p>`;
    if (this.rows.length === 0) return this.phase === 'ready' ? this.#empty() : nothing;
    return html`
      <ul>${repeat(fold(this.rows), (one) => one.row.id, (one) => this.#item(one))}</ul>
      ${this.next === null ? nothing : html`<button class="button more" type="button" @click=${() => void this.#more()}>${this.t('history.more')}</button>`}
    `;
  }

  #empty() {
    const filtered = this.filter !== 'all' || this.search !== '';
    return html`<div class="empty">${icons.history}
      <strong>${this.t(filtered ? 'history.empty.filter' : 'history.empty')}</strong>
      <span>${this.t(filtered ? 'history.empty.filter.help' : 'history.empty.help')}</span>
    </div>`;
  }

  #item({ row, count }: Fold) {
    const { name, avatar } = otherPerson(row);
    const missed = row.outcome === 'missed';
    const kind = this.t(row.call_type === 'video' ? 'call.video' : 'call.voice');
    const started = row.started_at ?? '';
    return html`<li class=${missed ? 'missed' : ''} data-call-id=${row.call_id ?? ''}>
      <ringback-avatar .name=${name} .image=${avatar}></ringback-avatar>
      <div class="words">
        <span class="name"><bdi>${name}</bdi>${count > 1 ? html` (${count})` : nothing}</span>
        <span class="small">${missed ? icons.missed : row.is_caller ? icons.outgoing : icons.incoming}<span class="visually-hidden">${this.t(row.is_caller ? 'card.outgoing' : 'card.incoming')}</span>
          <span class="outcome">${outcomeText(endingOf(row), texts)}</span></span>
      </div>
      ${started ? html`<time datetime=${started} title=${exact(started, texts)}>${shortTime(started)}</time>` : nothing}
      <button class="redial" type="button" aria-label="${this.t('call.back')}: ${kind}, ${name}" title=${this.unavailable || kind} aria-disabled=${this.unavailable !== ''}
        @click=${() => this.unavailable === '' && this.tell('ringback-redial', { row })}>${row.call_type === 'video' ? icons.video : icons.phone}</button>
    </li>`;
  }

  #choose(filter: HistoryFilter): void {
    this.filter = filter;
    this.tell('ringback-filter', { filter });
  }

  readonly #typed = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value.trim();
    this.#stopSearch?.();
    this.#stopSearch = this.scope.timeout(250, () => void this.reload());
  };
}

function shortTime(time: string): string {
  const now = new Date();
  const today = new Date(time).toDateString() === now.toDateString();
  return today ? timeOfDay(time, texts) : day(time, now, texts);
}

define('ringback-call-history', RingbackCallHistory);
