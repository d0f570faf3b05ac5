import type { LitElement } from 'lit';

/** Puts an element onto the page with its properties, and waits until it has drawn itself. */
export async function put<T extends LitElement>(name: string, properties: Partial<T> = {}): Promise<T> {
  const element = document.createElement(name) as T;
  Object.assign(element, properties);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

/** The visible text of an element's shadow root, in one line. */
export function textOf(element: Element): string {
  const copy = element.shadowRoot!.cloneNode(true) as ShadowRoot;
  copy.querySelectorAll('style, .visually-hidden').forEach((one) => one.remove());
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The buttons by the name that a person hears. */
export function buttonsOf(element: Element): Map<string, HTMLButtonElement> {
  const buttons = [...element.shadowRoot!.querySelectorAll('button')];
  return new Map(buttons.map((button) => [button.getAttribute('aria-label') ?? button.textContent!.trim(), button]));
}

/** What an element tells, as it tells it. */
export function heard(element: Element, ...types: string[]): { type: string; detail: unknown }[] {
  const events: { type: string; detail: unknown }[] = [];
  for (const type of types) {
    element.addEventListener(type, (event) => events.push({ type, detail: (event as CustomEvent).detail }));
  }
  return events;
}
