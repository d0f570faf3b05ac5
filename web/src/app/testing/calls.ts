import type { SessionMedia } from '../call/session-context.js';
import { outgoing, type CallState } from '../call/call-state.js';

/** A call for tests of elements: with Sara, just asked for by the person here. */
export function call(changes: Partial<CallState> = {}): CallState {
  return { ...outgoing('call-1', 1, 'voice', { userId: 2, name: 'Sara Tesfaye', avatar: null }), ...changes };
}

export function incomingCall(changes: Partial<CallState> = {}): CallState {
  return call({ role: 'callee', carried: false, status: 'initiated', version: 1, ...changes });
}

export function talking(changes: Partial<CallState> = {}): CallState {
  return call({ status: 'answered', version: 3, link: 'connected', talkingSince: Date.now() - 165_000, ...changes });
}

export function media(changes: Partial<SessionMedia> = {}): SessionMedia {
  return { local: null, remote: null, muted: false, camera: false, screen: false, quality: null, saving: false, problem: null, question: null, ...changes };
}
