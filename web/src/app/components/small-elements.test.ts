// @vitest-environment happy-dom
import { render } from 'lit';
import { afterEach, describe, expect, it } from 'vitest';
import { buttonsOf, heard, put, textOf } from '../testing/elements.js';
import { texts } from '../texts/texts.js';
import { initials, type RingbackAvatar } from './avatar/avatar.js';
import type { RingbackCallButtons } from './call-buttons/call-buttons.js';
import { isTyping } from './calls/focus.js';
import { dotted } from './dotted.js';
import type { RingbackMissedBadge } from './missed-badge/missed-badge.js';
import './call-buttons/call-buttons.js';
import './missed-badge/missed-badge.js';

afterEach(() => document.body.replaceChildren());

describe('<ringback-call-buttons>', () => {
  it('1.1.1: starts either kind of call', async () => {
    const element = await put<RingbackCallButtons>('ringback-call-buttons');
    const events = heard(element, 'ringback-call');
    for (const button of buttonsOf(element).values()) button.click();
    expect(events.map((event) => event.detail)).toEqual([{ type: 'voice' }, { type: 'video' }]);
  });

  it('1.1.1: says why it can’t', async () => {
    const element = await put<RingbackCallButtons>('ringback-call-buttons', { unavailable: 'You are in a call' });
    const events = heard(element, 'ringback-call');
    const button = buttonsOf(element).get('Voice call')!;
    button.click();
    expect(events).toHaveLength(0);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(element.shadowRoot!.getElementById(button.getAttribute('aria-describedby')!)!.textContent).toBe('You are in a call');
  });

  it('follows the language', async () => {
    const element = await put<RingbackCallButtons>('ringback-call-buttons');
    texts.locale = 'am';
    await element.updateComplete;
    expect([...buttonsOf(element).keys()]).toEqual(['የድምፅ ጥሪ', 'የቪዲዮ ጥሪ']);
    texts.locale = 'en';
  });
});

describe('<ringback-missed-badge>', () => {
  it('is nothing without missed calls, and bounded with many', async () => {
    const element = await put<RingbackMissedBadge>('ringback-missed-badge');
    expect(textOf(element)).toBe('');
    element.count = 120;
    await element.updateComplete;
    expect(textOf(element)).toBe('99+');
    expect(element.shadowRoot!.querySelector('.visually-hidden')!.textContent).toBe('120 missed calls');
  });
});

describe('<ringback-avatar>', () => {
  it('shows letters where the picture can’t be loaded', async () => {
    const element = await put<RingbackAvatar>('ringback-avatar', { name: 'Sara Tesfaye', image: 'https://pictures.example.org/gone.png' });
    expect(textOf(element)).toBe('');
    element.shadowRoot!.querySelector('img')!.dispatchEvent(new Event('error'));
    await element.updateComplete;
    expect(textOf(element)).toBe('ST');
    element.image = 'https://pictures.example.org/another.png';
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('img')).not.toBeNull();
  });
});

describe('initials', () => {
  it('are two letters, or one of a script without capitals', () => {
    expect(['Abebe Kebede', 'sara', 'አበበ ከበደ', ''].map(initials)).toEqual(['AK', 'S', 'አ', '?']);
  });
});

describe('dotted words', () => {
  it('break before a dot only, which goes with what follows', () => {
    render(dotted('Call ended · 2m 45s'), document.body);
    expect(document.body.textContent).toBe('Call ended · 2m 45s');
    expect([...document.querySelectorAll('.dotted > span')].map((part) => part.textContent)).toEqual(['Call ended', ' · 2m 45s']);
    render(dotted('Missed call'), document.body);
    expect(document.body.textContent).toBe('Missed call');
  });
});

describe('typing', () => {
  it('is wherever a key becomes text', () => {
    const made = (html: string) => {
      document.body.innerHTML = html;
      return document.body.firstElementChild;
    };
    expect(isTyping(made('<input>'))).toBe(true);
    expect(isTyping(made('<textarea></textarea>'))).toBe(true);
    expect(isTyping(made('<input type="checkbox">'))).toBe(false);
    expect(isTyping(made('<button></button>'))).toBe(false);
    expect(isTyping(null)).toBe(false);
  });
});
