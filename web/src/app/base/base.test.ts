import { describe, expect, it, vi } from 'vitest';
import { Emitter } from './emitter.js';
import { Scope } from './scope.js';
import { uuid } from './uuid.js';

describe('Scope', () => {
  it('ends everything once, last one first', () => {
    const scope = new Scope();
    const order: number[] = [];
    scope.add(() => order.push(1));
    scope.add(() => order.push(2));
    scope.end();
    scope.end();
    expect(order).toEqual([2, 1]);
  });

  it('ends at once what is added too late', () => {
    const scope = new Scope();
    scope.end();
    const end = vi.fn();
    scope.add(end);
    expect(end).toHaveBeenCalledOnce();
  });

  it('takes listeners and timers away', () => {
    vi.useFakeTimers();
    const scope = new Scope();
    const target = new EventTarget();
    const heard = vi.fn();
    scope.listen(target, 'ring', heard);
    scope.timeout(10, heard);
    scope.interval(10, heard);
    scope.end();
    target.dispatchEvent(new Event('ring'));
    vi.advanceTimersByTime(100);
    expect(heard).not.toHaveBeenCalled();
    vi.useRealTimers();
  });
});

describe('Emitter', () => {
  it('stops telling a listener that was taken away', () => {
    const emitter = new Emitter<{ ring: number }>();
    const heard = vi.fn();
    const off = emitter.on('ring', heard);
    emitter.emit('ring', 1);
    off();
    emitter.emit('ring', 2);
    expect(heard.mock.calls).toEqual([[1]]);
  });
});

describe('uuid', () => {
  it('has the form of version 4 with and without randomUUID', () => {
    const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(uuid()).toMatch(form);
    const insecure = { getRandomValues: crypto.getRandomValues.bind(crypto) } as Crypto;
    expect(uuid(insecure)).toMatch(form);
  });
});
