import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TitleFlash } from './title.js';

describe('TitleFlash', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('1.3.5: alternates and gives the title back', () => {
    const page = { title: 'Chat' };
    const flash = new TitleFlash(page);
    flash.start('Sara is calling');
    expect(page.title).toBe('Sara is calling');
    vi.advanceTimersByTime(1000);
    expect(page.title).toBe('Chat');
    vi.advanceTimersByTime(1000);
    expect(page.title).toBe('Sara is calling');
    flash.stop();
    expect(page.title).toBe('Chat');
    vi.advanceTimersByTime(5000);
    expect(page.title).toBe('Chat');
  });

  it('1.3.5: keeps a title that the page set meanwhile', () => {
    const page = { title: 'Chat' };
    const flash = new TitleFlash(page);
    flash.start('Sara is calling');
    page.title = 'Chat (2)';
    vi.advanceTimersByTime(1000);
    expect(page.title).toBe('Chat (2)');
    vi.advanceTimersByTime(1000);
    expect(page.title).toBe('Sara is calling');
    flash.stop();
    expect(page.title).toBe('Chat (2)');
  });
});
