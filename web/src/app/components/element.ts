import { LitElement } from 'lit';
import { Scope } from '../base/scope.js';
import type { Person } from '../protocol/call.js';
import type { TextKey } from '../texts/en.js';
import { shownName } from '../texts/shown-name.js';
import { texts, type TextValues } from '../texts/texts.js';

/** What all elements share: the texts, and a scope that ends when the element leaves the page. */
export class RingbackElement extends LitElement {
  protected scope = new Scope();

  override connectedCallback(): void {
    super.connectedCallback();
    this.scope = new Scope();
    this.scope.add(texts.on('change', () => this.requestUpdate()));
    this.connected(this.scope);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scope.end();
  }

  /** For what an element begins when it comes onto the page. */
  protected connected(_scope: Scope): void {}

  protected t(key: TextKey, values?: TextValues): string {
    return texts.get(key, values);
  }

  protected nameOf({ name }: Pick<Person, 'name'>): string {
    return shownName(name, texts);
  }

  /** Tells the page what the person did; passes shadow roots. Answers false when somebody prevented it. */
  protected tell(type: string, detail?: unknown): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
  }
}

/** Defines an element unless the page has it already: a second copy of the script does no harm. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
