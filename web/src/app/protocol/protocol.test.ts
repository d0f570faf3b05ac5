import { describe, expect, it } from 'vitest';
import { afterClose } from './close-codes.js';
import { decode } from './decode.js';
import { serverMessages, type CallMessage } from './server-messages.js';
import { row } from '../testing/rows.js';
import { counts } from './version.js';

function message(text: object) {
  const decoded = decode(JSON.stringify(text));
  if (decoded.kind !== 'message') throw new Error(JSON.stringify(decoded));
  return decoded.message;
}

describe('decode', () => {
  it('reads an invitation and ignores fields it does not know', () => {
    const read = message({
      type: 'call_invitation', call_id: 'a', call_log_id: 7, conversation_id: 1, from_user_id: 1, from_name: 'Abebe',
      from_avatar: null, call_type: 'voice', version: 1, ring_until: '2026-01-01T00:00:45Z', offer: { type: 'offer', sdp: 'v=0' }, extra: 1,
    });
    expect(read).toMatchObject({ type: 'call_invitation', from_name: 'Abebe', offer: { sdp: 'v=0' } });
    expect(read).not.toHaveProperty('extra');
  });

  it('passes over a type of a newer server', () => {
    expect(decode('{"type":"call_hologram"}')).toEqual({ kind: 'unknown', type: 'call_hologram' });
    expect(decode('{"type":"toString"}')).toEqual({ kind: 'unknown', type: 'toString' });
  });

  it.each(['', 'nonsense', '[]', 'null', '{"type":7}', '{"type":"active_calls"}', '{"type":"active_calls","calls":[{}]}',
    '{"type":"call_ended","call_id":1,"status":"ended"}'])('does not believe %s', (text) => {
    expect(decode(text).kind).toBe('bad');
  });

  it('does not believe a binary frame', () => {
    expect(decode(new ArrayBuffer(1)).kind).toBe('bad');
  });

  it('reads a reason that is newer than this client as none', () => {
    expect(message({ type: 'call_log_updated', call: { ...row(), end_reason: 'asteroid' } })).toMatchObject({ call: { end_reason: null } });
  });
});

describe('the version rule', () => {
  const shown = { version: 3, final: false };
  const of = (type: string, version: number) => ({ type, call_id: 'a', version }) as CallMessage;

  it.each(['call_ringing', 'call_answer', 'call_taken', 'call_declined', 'call_cancelled', 'call_ended', 'call_missed', 'call_failed'])(
    '%s counts only when newer', (type) => {
      expect(counts(of(type, 2), shown)).toBe(false);
      expect(counts(of(type, 3), shown)).toBe(false);
      expect(counts(of(type, 4), shown)).toBe(true);
    });

  it('lets an invitation be sent again in the same version', () => {
    expect(counts(of('call_invitation', 3), shown)).toBe(true);
    expect(counts(of('call_invitation', 2), shown)).toBe(false);
  });

  it.each(['ice_candidate', 'webrtc_offer', 'webrtc_answer', 'call_mode_switched', 'call_media', 'call_peer_lost', 'call_peer_resumed'])(
    '%s counts until the call is final', (type) => {
      expect(counts(of(type, 1), shown)).toBe(true);
      expect(counts(of(type, 9), { version: 3, final: true })).toBe(false);
    });

  it('knows every message that carries a call', () => {
    const types = Object.keys(serverMessages).filter((type) => type.startsWith('call_') && type !== 'call_log_updated');
    for (const type of types) expect(typeof counts(of(type, 9), shown)).toBe('boolean');
  });
});

describe('close codes', () => {
  it.each([1001, 1006, 1011, 1012, 4401, 4408, 4429])('comes back after %i', (code) => {
    expect(afterClose(code).kind).toBe('back-off');
  });
  it.each([1003, 1008, 1009, 4409])('stays away after %i', (code) => {
    expect(afterClose(code).kind).toBe('stay-away');
  });
});
