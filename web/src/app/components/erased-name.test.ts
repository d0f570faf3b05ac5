// @vitest-environment happy-dom
import type { LitElement } from 'lit';
import { afterEach, describe, expect, it } from 'vitest';
import { call, incomingCall, talking } from '../testing/calls.js';
import { put, textOf } from '../testing/elements.js';
import './active-call/active-call.js';
import type { RingbackEndedCall } from './ended-call/ended-call.js';
import './ended-call/ended-call.js';
import './incoming-call/incoming-call.js';
import './outgoing-call/outgoing-call.js';

const peer = { userId: 2, name: '', avatar: null };
const end = { kind: 'final', status: 'ended', outcome: 'ended', reason: 'hangup', durationSeconds: 5, endedByUserId: 2 } as const;

describe('somebody whose name was erased', () => {
  afterEach(() => document.body.replaceChildren());

  it.each<[string, object]>([
    ['ringback-incoming-call', { call: incomingCall({ peer }) }],
    ['ringback-outgoing-call', { call: call({ peer }) }],
    ['ringback-active-call', { call: talking({ peer }) }],
    ['ringback-active-call', { call: talking({ peer }), minimised: true }],
    ['ringback-ended-call', { call: call({ peer, end }), me: 1 }],
  ])('has a word in the place of the name, and a sign in that of the letters: <%s>', async (name, properties) => {
    const element = await put<LitElement>(name, properties);
    expect(element.shadowRoot!.querySelector('h2')!.textContent).toBe('Unknown person');
    expect(textOf(element.shadowRoot!.querySelector('ringback-avatar')!)).toBe('?');
  });

  it('has it within sentences, too', async () => {
    expect(textOf(await put<RingbackEndedCall>('ringback-ended-call', { call: call({ peer, end }), me: 1 }))).toContain('Unknown person hung up');
  });
});
