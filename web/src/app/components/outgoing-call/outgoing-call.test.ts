// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { call } from '../../testing/calls.js';
import { buttonsOf, heard, put, textOf } from '../../testing/elements.js';
import type { RingbackOutgoingCall } from './outgoing-call.js';
import './outgoing-call.js';

describe('<ringback-outgoing-call>', () => {
  afterEach(() => document.body.replaceChildren());
  const show = (changes = {}, more: Partial<RingbackOutgoingCall> = {}) => put<RingbackOutgoingCall>('ringback-outgoing-call', { call: call(changes), ...more });

  it('says "Calling…" until a device of the other side rings', async () => {
    const element = await show();
    expect(textOf(element)).toContain('Calling…');
    expect(element.dataset['state']).toBe('calling');
    element.call = call({ status: 'ringing', version: 2 });
    await element.updateComplete;
    expect(textOf(element)).toContain('Ringing…');
    expect(element.dataset['state']).toBe('ringing');
  });

  it('cancels once, and shows that it waits', async () => {
    const element = await show();
    const events = heard(element, 'ringback-cancel');
    buttonsOf(element).get('Cancel')!.click();
    expect(events).toHaveLength(1);
    element.call = call({ pending: 'cancelling' });
    await element.updateComplete;
    expect(buttonsOf(element).get('Cancel')!.disabled).toBe(true);
    expect(textOf(element)).toContain('Ending…');
  });

  it('names the trouble with the microphone and the way on', async () => {
    const element = await show({ problem: { device: 'microphone', kind: 'no-device' } });
    expect(textOf(element)).toContain('No microphone was found. Plug one in and try again.');
    expect(element.shadowRoot!.querySelector('ringback-notice')!.getAttribute('role')).toBe('alert');
  });

  it('1.1.10: made small, it has a way back', async () => {
    const element = await put<RingbackOutgoingCall>('ringback-outgoing-call', { call: call({ status: 'ringing' }), minimised: true });
    const events = heard(element, 'ringback-minimise');
    buttonsOf(element).get('Back to the call')!.click();
    expect(events.map((event) => event.detail)).toEqual([{ minimised: false }]);
  });
});
