// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { incomingCall } from '../../testing/calls.js';
import { buttonsOf, heard, put, textOf } from '../../testing/elements.js';
import type { RingbackIncomingCall } from './incoming-call.js';
import './incoming-call.js';

describe('<ringback-incoming-call>', () => {
  afterEach(() => document.body.replaceChildren());
  const show = (changes = {}, more: Partial<RingbackIncomingCall> = {}) =>
    put<RingbackIncomingCall>('ringback-incoming-call', { call: incomingCall(changes), ...more });

  it('1.1.3: offers two ways for a voice call and three for a video call', async () => {
    expect([...buttonsOf(await show()).keys()]).toEqual(['Decline', 'Accept']);
    expect([...buttonsOf(await show({ callType: 'video' })).keys()]).toEqual(['Decline', 'Accept without camera', 'Accept']);
  });

  it('1.7.1: is an alert dialog named by the caller and described by the kind of call', async () => {
    const element = await show({ callType: 'video' });
    const dialog = element.shadowRoot!.querySelector('[role=alertdialog]')!;
    const named = (attribute: string) => element.shadowRoot!.getElementById(dialog.getAttribute(attribute)!)!.textContent;
    expect(named('aria-labelledby')).toBe('Sara Tesfaye');
    expect(named('aria-describedby')).toBe('Incoming video call');
  });

  it('1.7.2: takes the focus to the card and never to a button', async () => {
    const element = await show();
    element.focus();
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement?.getAttribute('role')).toBe('alertdialog');
  });

  it('tells what was pressed, with or without the camera', async () => {
    const element = await show({ callType: 'video' });
    const events = heard(element, 'ringback-accept', 'ringback-decline');
    for (const button of buttonsOf(element).values()) button.click();
    expect(events).toEqual([
      { type: 'ringback-decline', detail: null },
      { type: 'ringback-accept', detail: { video: false } },
      { type: 'ringback-accept', detail: { video: true } },
    ]);
  });

  it('can be pressed once only', async () => {
    const element = await show({ pending: 'declining' });
    expect([...buttonsOf(element).values()].every((button) => button.disabled)).toBe(true);
    expect(textOf(element)).toContain('Declining…');
  });

  it('says that the sound is blocked, and what is wrong with the microphone', async () => {
    const element = await show({ problem: { device: 'microphone', kind: 'refused' } }, { soundBlocked: true });
    expect(textOf(element)).toContain('Your browser is holding the sound back.');
    expect(textOf(element)).toContain('The microphone is blocked for this page. Open the settings');
  });

  it('1.7.15: isolates the name, in whichever direction it is written', async () => {
    expect((await show()).shadowRoot!.querySelector('h2')!.getAttribute('dir')).toBe('auto');
  });

  it('1.7.3: a quiet ring is a region of the page, no dialog', async () => {
    const element = await put<RingbackIncomingCall>('ringback-incoming-call', { call: incomingCall(), quiet: true });
    expect(element.shadowRoot!.querySelector('[role=region]')!.getAttribute('aria-labelledby')).toBe('name');
    expect(element.shadowRoot!.querySelector('[role=alertdialog]')).toBeNull();
  });
});
