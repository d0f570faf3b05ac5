import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RingbackClient } from '../../client/ringback-client.js';
import { OUTCOMES, otherPerson, type CallRow, type Outcome } from '../../protocol/call.js';
import type { LogQuery } from '../../rest/rest.js';
import type { TextKey } from '../../texts/en.js';
import { exact, shortTime } from '../../texts/format.js';
import { endingOf, outcomeText } from '../../texts/outcome.js';
import { texts } from '../../texts/texts.js';
import { dots, dotted } from '../dotted.js';
import { define, RingbackElement } from '../element.js';
import { icons } from '../icons.js';
import { buttons, theme } from '../theme.styles.js';
import '../avatar/avatar.js';
import '../notice/notice.js';
import { callDetails } from './call-details.js';
import { fold, patch, type Fold } from './fold.js';
import { matches, NO_FILTER, parseFilter, queryOf, writeFilter, type HistoryFilter } from './history-filter.js';
import { styles } from './call-history.styles.js';

const PAGE = 50;
const SKELETON_AFTER_MS = 300;
const OUTCOME_WORDS: Record<Outcome, TextKey> = {
  ended: 'outcome.ended', missed: 'end.missed', cancelled: 'end.cancelled', declined: 'end.declined.callee',
  no_answer: 'end.no_answer', unreachable: 'end.unreachable', busy: 'end.busy', failed: 'end.failed',
};

/**
 * All calls of the person here, newest first; calls of one kind that follow each other are folded. New calls appear live.
 * Each has its details, and there both kinds of call.
 *
 * @element ringback-call-history
 * @attr filter - what is shown, as `outcome=missed,declined&type=video&direction=incoming&q=sara&from=2026-01-01&to=2026-01-31`
 * @fires ringback-redial - `detail.row`, `detail.type`
 * @fires ringback-filter - `detail.filter`: the attribute's new value, for a host that keeps it in its address
 */
export class RingbackCallHistory extends RingbackElement {
  static override styles = [theme, buttons, dots, styles];

  @property({ attribute: false }) client: RingbackClient | null = null;
  @property({ reflect: true }) filter = '';
  @property() unavailable = '';

  @state() private rows: readonly CallRow[] = [];
  @state() private next: string | null = null;
  @state() private phase: 'loading' | 'slow' | 'ready' | 'failed' = 'loading';
  @state() private wanted: HistoryFilter = NO_FILTER;
  @state() private choosing = false;
  /** The call whose details are open. */
  @state() private open: number | null = null;

  #load = 0;
  #off: (() => void) | null = null;
  #stopSearch: (() => void) | null = null;

  protected override connected(): void {
    this.scope.add(() => this.#off?.());
    if (this.hasUpdated) this.#follow();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#follow();
    if (changed.has('filter')) this.wanted = parseFilter(this.filter);
    if (changed.has('client') || changed.has('filter')) void this.reload();
  }

  #follow(): void {
    this.#off?.();
    this.#off = null;
    const { client } = this;
    if (!client) return;
    let ready = client.state.connection.kind === 'ready';
    const offs = [
      client.on('log', (row) => {
        if (matches(this.wanted, row)) this.rows = patch(this.rows, row);
      }),
      client.on('change', ({ connection }) => {
        const again = connection.kind === 'ready' && !ready;
        ready = connection.kind === 'ready';
        if (again) void this.#catchUp(client);
      }),
    ];
    this.#off = () => offs.forEach((off) => off());
  }

  /** What happened while the connection was away is added; what was scrolled to stays. */
  async #catchUp(client: RingbackClient): Promise<void> {
    if (this.phase !== 'ready') return this.reload();
    const load = this.#load;
    const page = await client.rest.history(this.#query()).catch(() => null);
    if (load === this.#load) this.rows = (page?.rows ?? []).reduce(patch, this.rows);
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
    return { limit: PAGE, ...queryOf(this.wanted) };
  }

  protected override render() {
    return html`
      <div class="tools" part="tools">
        <div class="search">
          <input type="search" .value=${this.wanted.person} placeholder=${this.t('history.search')} aria-label=${this.t('history.search')} @input=${this.#typed} />
          <button class="redial" type="button" aria-label=${this.t('history.filters')} title=${this.t('history.filters')} aria-expanded=${this.choosing} @click=${() => (this.choosing = !this.choosing)}>${icons.settings}</button>
        </div>
        <div class="chips" role="group" aria-label=${this.t('history.title')}>${this.#chips()}</div>
        ${this.choosing ? this.#filters() : nothing}
      </div>
      <div class="scroll" part="list">${this.#list()}</div>
    `;
  }

  #chips() {
    const { direction, outcomes } = this.wanted;
    const onlyMissed = outcomes.length === 1 && outcomes[0] === 'missed';
    const chip = (key: TextKey, pressed: boolean, changes: Partial<HistoryFilter>) =>
      html`<button class="chip" type="button" aria-pressed=${pressed} @click=${() => this.#choose(changes)}>${this.t(key)}</button>`;
    return html`
      ${chip('history.all', this.filter === '', NO_FILTER)}
      ${chip('history.missed', onlyMissed, { outcomes: onlyMissed ? [] : ['missed'] })}
      ${chip('history.incoming', direction === 'incoming', { direction: direction === 'incoming' ? null : 'incoming' })}
      ${chip('history.outgoing', direction === 'outgoing', { direction: direction === 'outgoing' ? null : 'outgoing' })}`;
  }

  #filters() {
    const { type, outcomes, from, to } = this.wanted;
    const chosen = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value || null;
    const day = (key: TextKey, value: string | null, change: (day: string | null) => void) =>
      html`<label>${this.t(key)}<input type="date" .value=${value ?? ''} @change=${(event: Event) => change(chosen(event))} /></label>`;
    return html`<div class="filters" part="filters">
      <label>${this.t('history.type')}<select @change=${(event: Event) => this.#choose({ type: chosen(event) as HistoryFilter['type'] })}>
        <option value="">${this.t('history.type.any')}</option>
        ${(['voice', 'video'] as const).map((one) => html`<option value=${one} ?selected=${one === type}>${this.t(`call.${one}`)}</option>`)}
      </select></label>
      ${day('history.from', from, (from) => this.#choose({ from }))} ${day('history.to', to, (to) => this.#choose({ to }))}
      <fieldset><legend>${this.t('history.outcome')}</legend>
        ${OUTCOMES.map((one) => html`<label class="check"><input type="checkbox" .checked=${outcomes.includes(one)} @change=${() => this.#toggle(one)} />${this.t(OUTCOME_WORDS[one])}</label>`)}
      </fieldset>
      <button class="button" type="button" @click=${() => this.#choose(NO_FILTER)}>${this.t('history.clear')}</button>
    </div>`;
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
    const filtered = this.filter !== '';
    return html`<div class="empty">${icons.history}
      <strong>${this.t(filtered ? 'history.empty.filter' : 'history.empty')}</strong>
      <span>${this.t(filtered ? 'history.empty.filter.help' : 'history.empty.help')}</span>
    </div>`;
  }

  #item(entry: Fold) {
    const { row, rows } = entry;
    const person = otherPerson(row);
    const name = this.nameOf(person);
    const missed = row.outcome === 'missed';
    const started = row.started_at ?? '';
    const open = this.open === row.id;
    return html`<li class=${missed ? 'missed' : ''} data-call-id=${row.call_id ?? ''}>
      <ringback-avatar .name=${person.name} .image=${person.avatar}></ringback-avatar>
      <div class="words">
        <span class="top"><span class="name" dir="auto">${name}${rows.length > 1 ? html` (${rows.length})` : nothing}</span>
          ${started ? html`<time datetime=${started} title=${exact(started, texts)}>${shortTime(started, new Date(), texts)}</time>` : nothing}</span>
        <span class="small">${missed ? icons.missed : row.is_caller ? icons.outgoing : icons.incoming}<span class="visually-hidden">${this.t(row.is_caller ? 'card.outgoing' : 'card.incoming')}</span>
          <span class="outcome">${dotted(outcomeText(endingOf(row), texts))}</span></span>
      </div>
      <button class="redial quiet" type="button" aria-label=${this.t('details.show', { name })} aria-expanded=${open} @click=${() => (this.open = open ? null : row.id)}>${icons.more}</button>
      ${this.#redial(row, row.call_type, name)}
      ${open ? html`<div class="details" part="details">${callDetails(entry, name)}${this.#redial(row, row.call_type === 'video' ? 'voice' : 'video', name, true)}</div>` : nothing}
    </li>`;
  }

  /** @param worded with its word beside the sign */
  #redial(row: CallRow, type: CallRow['call_type'], name: string, worded = false) {
    const kind = this.t(type === 'video' ? 'call.video' : 'call.voice');
    return html`<button class=${worded ? 'button' : 'redial'} type="button" aria-label="${this.t('call.back')}: ${kind}, ${name}" title=${this.unavailable || kind} aria-disabled=${this.unavailable !== ''}
      @click=${() => this.unavailable === '' && this.tell('ringback-redial', { row, type })}>${type === 'video' ? icons.video : icons.phone}${worded ? kind : nothing}</button>`;
  }

  #toggle(outcome: Outcome): void {
    const { outcomes } = this.wanted;
    this.#choose({ outcomes: OUTCOMES.filter((one) => outcomes.includes(one) !== (one === outcome)) });
  }

  #choose(changes: Partial<HistoryFilter>): void {
    this.filter = writeFilter({ ...this.wanted, ...changes });
    this.tell('ringback-filter', { filter: this.filter });
  }

  readonly #typed = (event: Event): void => {
    const person = (event.target as HTMLInputElement).value;
    this.#stopSearch?.();
    this.#stopSearch = this.scope.timeout(250, () => this.#choose({ person }));
  };
}

define('ringback-call-history', RingbackCallHistory);
