// @vitest-environment happy-dom
import type { LitElement } from 'lit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SettingsStore } from '../client/settings.js';
import { call, incomingCall, media, talking } from '../testing/calls.js';
import { put } from '../testing/elements.js';
import { memoryStorage } from '../testing/fake-rtc.js';
import { row } from '../testing/rows.js';
import { en, type TextKey } from '../texts/en.js';
import { texts } from '../texts/texts.js';
import './active-call/active-call.js';
import './call-buttons/call-buttons.js';
import './call-card/call-card.js';
import './device-settings/device-settings.js';
import './ended-call/ended-call.js';
import './incoming-call/incoming-call.js';
import './missed-badge/missed-badge.js';
import './outgoing-call/outgoing-call.js';

const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt'];
const problem = { device: 'microphone', kind: 'refused' } as const;
const quality = { rtt_ms: 42, jitter_ms: 3, loss_ratio: 0.015, bitrate_kbps: 900, relay: false, word: 'poor', side: 'mine' } as const;
const ended = { kind: 'final', status: 'ended', outcome: 'ended', reason: 'hangup', durationSeconds: 5, endedByUserId: 2 } as const;

/** Everything that a person could read or hear of an element. */
function words(root: ShadowRoot | Element): string[] {
  const said: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (element.tagName === 'STYLE') continue;
    for (const name of ATTRIBUTES) said.push(element.getAttribute(name) ?? '');
    for (const node of element.childNodes) if (node.nodeType === 3) said.push(node.textContent ?? '');
    if (element.shadowRoot) said.push(...words(element.shadowRoot));
  }
  return said;
}

/** What is left of it when the catalogue's words, names, numbers and units are taken away. A text may be spread over some elements. */
function foreign(element: LitElement): string[] {
  return words(element.shadowRoot!)
    .join('\n')
    .replace(/⟦[^⟦⟧]*⟧/g, '')
    .split('\n')
    .map((text) => text.replace(/Sara Tesfaye|Abebe Kebede|\bST\b|\bAK\b|kbit\/s|ms|\d+[hms]\b|\b[AP]M\b|January/g, ''))
    .filter((text) => /\p{L}/u.test(text));
}

describe('1.7.10: in a language of brackets', () => {
  beforeAll(() => {
    const marked = Object.entries(en).map(([key, text]) => [key, `⟦${typeof text === 'string' ? text : text.other}⟧`]);
    texts.override(Object.fromEntries(marked) as Partial<Record<TextKey, string>>);
  });
  afterAll(() => texts.override(en));
  afterEach(() => document.body.replaceChildren());

  const settings = new SettingsStore(memoryStorage());
  it.each<[string, object]>([
    ['ringback-call-buttons', { unavailable: '' }],
    ['ringback-missed-badge', { count: 3 }],
    ['ringback-incoming-call', { call: incomingCall({ callType: 'video', problem }), soundBlocked: true }],
    ['ringback-outgoing-call', { call: call({ problem }) }],
    ['ringback-outgoing-call', { call: call({ status: 'ringing' }), media: media({ question: 'video' }), soundBlocked: true, offline: true }],
    ['ringback-active-call', { call: talking({ callType: 'video', peerMedia: { audio: false, video: false, screen: false } }), media: media({ quality, muted: true }), settings, offline: true, speakingMuted: true, panel: 'devices' }],
    ['ringback-active-call', { call: talking({ peerLost: true }), media: media({ quality, problem }), settings, panel: 'quality' }],
    ['ringback-active-call', { call: talking(), media: media(), settings, minimised: true }],
    ['ringback-ended-call', { call: call({ end: ended }), me: 1 }],
    ['ringback-device-settings', { settings }],
    ['ringback-call-card', { row: row({ status: 'missed', outcome: 'missed', end_reason: 'ring_timeout', ring_seconds: 45 }) }],
  ])('1.7.10: <%s> says nothing that is not in the catalogue', async (name, properties) => {
    const element = await put<LitElement>(name, properties);
    expect(foreign(element)).toEqual([]);
    expect(words(element.shadowRoot!).some((text) => text.includes('⟦'))).toBe(true);
  });
});
