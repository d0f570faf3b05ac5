import { html, nothing } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { Scope } from '../base/scope.js';
import { canCall, type ClientState } from '../client/client-state.js';
import type { RingbackCalls } from '../components/calls/calls.js';
import { define, RingbackElement } from '../components/element.js';
import { icons } from '../components/icons.js';
import { buttons, switches, theme } from '../components/theme.styles.js';
import '../components/call-history/call-history.js';
import '../components/calls/calls.js';
import '../components/missed-badge/missed-badge.js';
import { otherPerson, type CallRow, type CallType } from '../protocol/call.js';
import type { Conversation } from '../rest/rest.js';
import { shortTime } from '../texts/format.js';
import { endingOf, outcomeText } from '../texts/outcome.js';
import { LOCALES, preferredLocale, texts, type Locale } from '../texts/texts.js';
import { personOf } from './conversation.js';
import { demoTokens, NoDemo, PEOPLE, remember, rememberedPerson, type DemoPerson } from './people.js';
import { loadLooks, saveLooks, type Looks } from './looks.js';
import { styles } from './demo.styles.js';

type Tab = 'chats' | 'calls' | 'settings';

/**
 * The demo: a small chat-like application made of the elements. Where one is stands in the address (`#/chats/1`), so that
 * the browser's back button works; who one is stays with the tab.
 *
 * @element ringback-demo
 */
export class RingbackDemo extends RingbackElement {
  static override styles = [theme, buttons, switches, styles];

  @state() private person: DemoPerson | null = rememberedPerson(location.search, sessionStorage);
  @state() private token: (() => Promise<string>) | null = this.person && this.#tokensOf(this.person);
  @state() private view: ClientState | null = null;
  @state() private conversations: readonly Conversation[] | null = null;
  @state() private trouble: 'none' | 'no-demo' | 'unreachable' = 'none';
  @state() private route = location.hash;
  @state() private looks: Looks = loadLooks();

  @query('ringback-calls') private calls!: RingbackCalls | null;

  #loading = 0;

  protected override connected(scope: Scope): void {
    scope.listen(window, 'hashchange', () => (this.route = location.hash));
    this.#applyLooks();
  }

  #tokensOf(person: DemoPerson): () => Promise<string> {
    const ask = demoTokens(person);
    return async () => {
      try {
        const token = await ask();
        this.trouble = 'none';
        return token;
      } catch (fault) {
        this.trouble = fault instanceof NoDemo ? 'no-demo' : 'unreachable';
        throw fault;
      }
    };
  }

  protected override render() {
    if (!this.person) return this.#choose();
    const chats = this.#tab === 'chats';
    const shown = !chats ? '' : this.#conversation ? 'inside' : 'overview';
    return html`
      <ringback-calls service-worker="/ringback-sw.js" ringing-icon="/icon-ringing.svg" .token=${this.token} @ringback-state=${this.#changed} @ringback-log=${() => void this.#load()}></ringback-calls>
      <div class="app ${shown}">
        ${this.#strip()}
        <div class="side">${this.#me(this.person)} ${this.#list()}</div>
        <main>${this.#main()}</main>
        ${this.#nav()}
      </div>
    `;
  }

  // ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────

  #choose() {
    return html`<main class="choose">
      <span class="logo">${icons.phone}</span>
      <h1>${this.t('demo.choose')}</h1>
      <p>${this.t('demo.choose.help')}</p>
      <div class="people">
        ${PEOPLE.map((person) => html`<button class="person" type="button" @click=${() => this.#become(person)}>
          <ringback-avatar .name=${person.name}></ringback-avatar>
          <span><strong>${person.name}</strong><small>${this.t(`demo.people.${person.role}`)}</small></span>
        </button>`)}
      </div>
    </main>`;
  }

  #become(person: DemoPerson | null): void {
    remember(person, sessionStorage);
    const address = new URL(location.href);
    address.searchParams.delete('user');
    address.hash = '';
    // one client belongs to one person: the page begins anew
    location.replace(address);
    if (address.href === location.href) location.reload();
  }

  #me(person: DemoPerson) {
    return html`<header class="me">
      <ringback-avatar .name=${person.name} .online=${this.view?.connection.kind === 'ready'}></ringback-avatar>
      <div><h1>${person.name}</h1><small>${this.t(`demo.people.${person.role}`)}</small></div>
      <button class="plain" type="button" aria-label=${this.t('demo.switch')} title=${this.t('demo.switch')} @click=${() => this.#become(null)}>${icons.switch}</button>
    </header>`;
  }

  #strip() {
    const connection = this.view?.connection;
    const words = this.trouble === 'no-demo' ? this.t('demo.no-demo')
      : connection?.kind === 'stopped' && connection.reason !== 'closed' ? this.t(`state.stopped.${connection.reason}`)
      : connection?.kind === 'waiting' && connection.attempt > 0 ? this.t('state.offline') : '';
    return words ? html`<ringback-notice class="strip" role="status">${words}</ringback-notice>` : nothing;
  }

  // ── where ────────────────────────────────────────────────────────────────────────────────────────────────────

  get #tab(): Tab {
    if (this.route.startsWith('#/calls')) return 'calls';
    return this.route.startsWith('#/settings') ? 'settings' : 'chats';
  }

  get #conversation(): Conversation | null {
    const id = /^#\/chats\/(\d+)/.exec(this.route)?.[1];
    return this.conversations?.find((one) => String(one.id) === id) ?? null;
  }

  /** The history's filter stands in the address, too: `#/calls?outcome=missed`. */
  get #filter(): string {
    return this.route.split('?')[1] ?? '';
  }

  #filterBy(filter: string): void {
    history.replaceState(null, '', `#/calls${filter ? `?${filter}` : ''}`);
    this.route = location.hash;
  }

  #nav() {
    const entry = (tab: Tab, icon: unknown, name: string, badge: unknown = nothing) =>
      html`<button type="button" aria-current=${tab === this.#tab ? 'page' : 'false'} @click=${() => this.#go(tab)}>${icon}<span>${name}</span>${badge}</button>`;
    return html`<nav>
      ${entry('chats', icons.chat, this.t('demo.chats'))}
      ${entry('calls', icons.history, this.t('demo.calls'), html`<ringback-missed-badge .count=${this.view?.missed ?? 0}></ringback-missed-badge>`)}
      ${entry('settings', icons.settings, this.t('demo.settings'))}
    </nav>`;
  }

  #go(tab: Tab): void {
    location.hash = `#/${tab}`;
    if (tab === 'calls') void this.calls?.client?.markSeen().catch(() => undefined);
  }

  #main() {
    switch (this.#tab) {
      case 'chats':
        return this.#chats();
      case 'calls':
        return html`<div class="place">
          <h2>${this.t('demo.calls')}</h2>
          <ringback-call-history .client=${this.calls?.client ?? null} .unavailable=${this.#unavailable(0)} .filter=${this.#filter}
            @ringback-filter=${(event: CustomEvent<{ filter: string }>) => this.#filterBy(event.detail.filter)}
            @ringback-redial=${(event: CustomEvent<{ row: CallRow; type: CallType }>) => this.#redial(event.detail.row, event.detail.type)}></ringback-call-history>
        </div>`;
      case 'settings':
        return html`<div class="place scrolls"><h2>${this.t('settings.title')}</h2>${this.#settings()}</div>`;
    }
  }

  #list() {
    if (!this.conversations) {
      return this.trouble === 'unreachable' ? html`<div class="nothing">${icons.warning}<strong>${this.t('demo.error')}</strong></div>` : nothing;
    }
    return html`<ul class="list">${this.conversations.map((one) => html`<li>${this.#chat(one)}</li>`)}</ul>`;
  }

  #chat(one: Conversation) {
    const person = personOf(one);
    const last = one.last_call;
    return html`<button class="chat" type="button" aria-current=${this.#conversation?.id === one.id} data-conversation=${one.id} @click=${() => this.#open(one)}>
      <ringback-avatar .name=${person.name} .image=${person.avatar} .online=${this.#online(one)}></ringback-avatar>
      <span class="words">
        <span class="top"><strong dir="auto">${this.nameOf(person)}</strong>${last?.started_at ? html`<time datetime=${last.started_at}>${shortTime(last.started_at, new Date(), texts)}</time>` : nothing}</span>
        <span class="bottom">
          <span class="last ${last?.outcome === 'missed' ? 'missed' : ''}">${last ? html`${last.call_type === 'video' ? icons.video : icons.phone}${outcomeText(endingOf(last), texts)}` : this.t('demo.last.none')}</span>
          <ringback-missed-badge .count=${one.missed_count}></ringback-missed-badge>
        </span>
      </span>
      <span class="visually-hidden">${this.t(this.#online(one) ? 'demo.online' : 'demo.offline')}</span>
    </button>`;
  }

  #open(one: Conversation): void {
    location.hash = `#/chats/${one.id}`;
    this.#seen(one);
  }

  /** The badge counts all missed calls: it goes when the person is where all of them are. */
  #seen(one: Conversation | null): void {
    const missed = this.view?.missed ?? 0;
    if (missed > 0 && one && (one.missed_count >= missed || this.conversations?.every((other) => other === one || other.missed_count === 0))) {
      void this.calls?.client?.markSeen().catch(() => undefined);
    }
  }

  #chats() {
    const one = this.#conversation;
    if (!one) return html`<div class="nothing">${icons.chat}<strong>${this.t('demo.pick')}</strong><span>${this.t('demo.pick.help')}</span></div>`;
    return html`<ringback-demo-conversation .client=${this.calls?.client ?? null} .conversation=${one} .online=${this.#online(one)} .unavailable=${this.#unavailable(one.id)}
      @demo-back=${() => (location.hash = '#/chats')} @demo-seen=${() => this.#seen(this.#conversation)}
      @ringback-call=${(event: CustomEvent<{ type: CallType }>) => this.#call(one, event.detail.type)}></ringback-demo-conversation>`;
  }

  #settings() {
    return html`<div class="settings">
      <ringback-device-settings .settings=${this.calls?.client?.settings ?? null} @ringback-test-sound=${() => this.#testSound()}></ringback-device-settings>
      <h3>${this.t('settings.looks')}</h3>
      ${this.#select(this.t('settings.theme'), this.looks.theme, [['system', this.t('settings.theme.system')], ['light', this.t('settings.theme.light')], ['dark', this.t('settings.theme.dark')]],
        (theme) => this.#look({ theme: theme as Looks['theme'] }))}
      ${this.#select(this.t('settings.language'), texts.locale, LOCALES.map((locale) => [locale, locale === 'am' ? 'አማርኛ' : 'English']), (locale) => this.#look({ locale: locale as Locale }))}
      <label class="check">${this.t('settings.calendar')}
        <input type="checkbox" .checked=${this.looks.ethiopian} @change=${(event: Event) => this.#look({ ethiopian: (event.target as HTMLInputElement).checked })} /></label>
    </div>`;
  }

  #select(name: string, value: string, options: (readonly [string, string])[], change: (value: string) => void) {
    return html`<label class="field">${name}
      <select @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>
        ${options.map(([id, word]) => html`<option value=${id} ?selected=${id === value}>${word}</option>`)}
      </select></label>`;
  }

  // ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────

  /** Why nobody can be called in a conversation now; empty when they can. */
  #unavailable(conversationId: number): string {
    const can = this.view ? canCall(this.view, conversationId) : 'offline';
    return can === 'yes' ? '' : this.t(can === 'offline' ? 'call.unavailable.offline' : 'call.unavailable.live');
  }

  #online(one: Conversation): boolean {
    return (one.other_user_id === null ? undefined : this.view?.presence.get(one.other_user_id)) ?? one.online;
  }

  readonly #changed = (event: CustomEvent<ClientState>): void => {
    const before = this.view;
    this.view = event.detail;
    const ready = event.detail.connection.kind === 'ready';
    if ((ready && before?.connection.kind !== 'ready') || (before !== null && before.missed > 0 && event.detail.missed === 0)) void this.#load();
  };

  async #load(): Promise<void> {
    const load = ++this.#loading;
    const conversations = await this.calls?.client?.rest.conversations().catch(() => null);
    if (conversations && load === this.#loading) this.conversations = conversations;
  }

  #call(one: Conversation, type: CallType): void {
    this.calls?.call({ conversationId: one.id, type, peer: personOf(one) });
  }

  #redial(row: CallRow, type: CallType): void {
    this.calls?.call({ conversationId: row.conversation_id, type, peer: otherPerson(row) });
  }

  #testSound(): void {
    const sounds = this.calls?.client?.sounds;
    if (!sounds) return;
    sounds.unblock();
    sounds.play('ringtone');
    this.scope.timeout(2500, () => {
      if (!this.view?.call) sounds.stop();
    });
  }

  #look(changes: Partial<Looks>): void {
    this.looks = { ...this.looks, ...changes };
    saveLooks(this.looks);
    this.#applyLooks();
  }

  #applyLooks(): void {
    const { theme, locale, ethiopian } = this.looks;
    const root = document.documentElement;
    root.style.colorScheme = theme === 'system' ? 'light dark' : theme;
    texts.locale = locale ?? preferredLocale(navigator.languages);
    texts.ethiopian = ethiopian;
    root.lang = texts.locale;
  }
}

define('ringback-demo', RingbackDemo);
