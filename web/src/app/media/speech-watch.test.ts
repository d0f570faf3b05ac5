import { describe, expect, it } from 'vitest';
import { linkOf, originOf } from '../call/peer-connection.js';
import { problemOf } from './media-problem.js';
import { speechHint } from './speech-watch.js';

describe('the hint that one is muted', () => {
  function run(loud: (at: number) => boolean, until: number): string[] {
    const said: string[] = [];
    let now = 0;
    const hint = speechHint((speaking) => said.push(`${speaking} at ${now}`));
    for (now = 0; now <= until; now += 100) hint(loud(now) ? 0.2 : 0.001, now);
    return said;
  }
  it('comes after speech that lasts, through the pauses in it, and goes', () => {
    expect(run((at) => at < 3000 && at % 500 !== 0, 8000)).toEqual(['true at 1600', 'false at 5400']);
  });
  it('does not come for a cough or for single knocks', () => {
    expect(run((at) => at < 600, 5000)).toEqual([]);
    expect(run((at) => at % 2000 === 0, 20_000)).toEqual([]);
  });
});

describe('media problems', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', 'refused'], ['NotAllowedError', 'Permission dismissed', 'not-asked'],
    ['NotFoundError', '', 'no-device'], ['NotReadableError', '', 'in-use'], ['SecurityError', '', 'insecure'], ['TypeError', '', 'failed'],
  ])('%s (%s) is %s', (name, message, kind) => {
    expect(problemOf(Object.assign(new Error(message), { name }), 'camera')).toEqual({ device: 'camera', kind });
  });
});

describe('the path', () => {
  it('is told apart by the session of its description', () => {
    expect(originOf('v=0\r\no=- 4611 2 IN IP4 127.0.0.1\r\ns=-\r\n')).toBe('- 4611');
    expect(originOf('nonsense')).toBeNull();
  });
  it('is interrupted as soon as ICE is', () => {
    expect(linkOf('connected', 'disconnected')).toBe('interrupted');
    expect(linkOf('connected', 'connected')).toBe('connected');
    expect(linkOf('connecting', 'checking')).toBe('connecting');
    expect(linkOf('failed', 'failed')).toBe('interrupted');
  });
});
