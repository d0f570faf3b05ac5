// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { Quality } from '../../call/quality.js';
import { media, talking } from '../../testing/calls.js';
import { buttonsOf, heard, put, textOf } from '../../testing/elements.js';
import type { RingbackActiveCall } from './active-call.js';
import './active-call.js';
import { cornerAfter, nearestCorner } from './corner.js';

const quality: Quality = { rtt_ms: 42, jitter_ms: 3, loss_ratio: 0.015, bitrate_kbps: 900, relay: false, word: 'poor', side: 'mine' };

describe('<ringback-active-call>', () => {
  afterEach(() => document.body.replaceChildren());
  const show = (changes = {}, more: Partial<RingbackActiveCall> = {}) => put<RingbackActiveCall>('ringback-active-call', { call: talking(changes), media: media(), ...more });

  it('1.1.4: runs its timer from the moment when media flowed, and only then', async () => {
    expect((await show()).shadowRoot!.querySelector('[role=timer]')!.textContent).toBe('2:45');
    const connecting = await show({ talkingSince: null, link: 'connecting' });
    expect(connecting.shadowRoot!.querySelector('[role=timer]')).toBeNull();
    expect(textOf(connecting)).toContain('Connecting…');
  });

  it('1.1.6: keeps the timer while it reconnects and says who is away', async () => {
    expect(textOf(await show({ link: 'interrupted' }))).toMatch(/Reconnecting… 2:45/);
    expect(textOf(await show({ peerLost: true }))).toMatch(/Sara Tesfaye lost the connection\. Waiting… 2:45/);
  });

  it('names its switches by what they do', async () => {
    const element = await show();
    expect([...buttonsOf(element).keys()]).toEqual(expect.arrayContaining(['Mute microphone', 'Turn camera on', 'Devices and more', 'Hang up', 'Minimise call']));
    element.media = media({ muted: true, camera: true });
    await element.updateComplete;
    expect([...buttonsOf(element).keys()]).toEqual(expect.arrayContaining(['Unmute microphone', 'Turn camera off']));
  });

  it('tells what was pressed', async () => {
    const element = await show();
    const events = heard(element, 'ringback-mute', 'ringback-camera', 'ringback-hang-up', 'ringback-minimise');
    for (const name of ['Mute microphone', 'Turn camera on', 'Minimise call', 'Hang up']) buttonsOf(element).get(name)!.click();
    expect(events).toEqual([
      { type: 'ringback-mute', detail: { muted: true } },
      { type: 'ringback-camera', detail: { on: true } },
      { type: 'ringback-minimise', detail: { minimised: true } },
      { type: 'ringback-hang-up', detail: null },
    ]);
  });

  it('1.4.5: says in words how the other side is', async () => {
    expect(textOf(await show({ peerMedia: { audio: false, video: false, screen: false } }))).toContain('Sara Tesfaye is muted');
    expect(textOf(await show({ callType: 'video', peerMedia: { audio: true, video: false, screen: false } }))).toContain('Sara Tesfaye’s camera is off');
    expect(textOf(await show({}, { media: media({ quality }) }))).toContain('Your upload is weak');
    expect(textOf(await show({}, { media: media({ quality, saving: true }) }))).toContain('Your upload is weak. Less of your video is sent.');
  });

  it('1.4.6: shows the numbers behind the words', async () => {
    const element = await show({}, { media: media({ quality }) });
    buttonsOf(element).get('Poor connection')!.click();
    await element.updateComplete;
    expect(textOf(element)).toMatch(/Round trip42 ms Jitter3 ms Loss1\.5 % Receiving900 kbit\/s PathDirect/);
  });

  it('as a tile has only what a tile needs', async () => {
    const element = await show({}, { minimised: true });
    expect([...buttonsOf(element).keys()]).toEqual(['Mute microphone', 'Back to the call', 'Hang up']);
  });

  it('hints at a muted microphone', async () => {
    expect(textOf(await show({}, { media: media({ muted: true }), speakingMuted: true }))).toContain('You are muted');
  });
});

describe('the self view', () => {
  it('1.7.15: moves by arrow keys, mirrored where one reads from the right', () => {
    expect(cornerAfter('bottom-end', 'ArrowUp', false)).toBe('top-end');
    expect(cornerAfter('bottom-end', 'ArrowLeft', false)).toBe('bottom-start');
    expect(cornerAfter('bottom-end', 'ArrowRight', true)).toBe('bottom-start');
    expect(cornerAfter('bottom-end', 'a', false)).toBeNull();
  });
  it('goes to the corner nearest to where it was dropped', () => {
    const within = { left: 0, top: 0, width: 100, height: 100 } as DOMRect;
    expect(nearestCorner({ x: 10, y: 90 }, within, false)).toBe('bottom-start');
    expect(nearestCorner({ x: 10, y: 10 }, within, true)).toBe('top-end');
  });
});
