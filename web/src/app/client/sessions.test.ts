import { describe, expect, it } from 'vitest';
import { CallSession } from '../call/call-session.js';
import type { SessionContext } from '../call/session-context.js';
import type { CallState } from '../call/call-state.js';
import { call, incomingCall, talking } from '../testing/calls.js';
import { Sessions } from './sessions.js';

describe('Sessions', () => {
  const session = (state: CallState) => new CallSession({ now: () => 0 } as SessionContext, state);
  const rung = () => session(incomingCall({ callId: 'rung', conversationId: 2 }));
  const made = () => session(call({ callId: 'made', status: 'ringing', version: 2 }));
  const answered = () => session(talking({ callId: 'answered', conversationId: 3 }));
  const of = (...all: CallSession[]) => {
    const sessions = new Sessions();
    for (const one of all) sessions.add(one);
    return sessions;
  };

  it('has nothing live at first', () => {
    expect(of().live).toBeNull();
    expect(of().ringing).toBeNull();
  });

  it('takes the call one is in for the live one, before the one that is made, before the one that rings', () => {
    expect(of(rung(), made(), answered()).live?.callId).toBe('answered');
    expect(of(rung(), made()).live?.callId).toBe('made');
    expect(of(rung()).live?.callId).toBe('rung');
  });

  it('has a ringing call only while no other one is live', () => {
    const own = made();
    const sessions = of(own, rung());
    expect(sessions.ringing).toBeNull();
    own.abandon();
    expect(sessions.ringing?.callId).toBe('rung');
  });

  it('knows an invitation by its conversation until the server has made it a call', () => {
    expect(of(session(call({ callId: 'new', conversationId: 4 }))).inviting(4)?.callId).toBe('new');
    expect(of(session(call({ callId: 'new', conversationId: 4 }))).inviting(1)).toBeUndefined();
    expect(of(made()).inviting(1)).toBeUndefined();
  });

  it('tells the last change of a call that is over when it has let it go', () => {
    const own = made();
    const sessions = of(own);
    const heard: unknown[] = [];
    sessions.on('change', ({ was, now }) => heard.push([was.end, now.end?.kind, sessions.has('made')]));
    own.abandon();
    expect(heard).toEqual([[null, 'not-made', false]]);
  });
});
