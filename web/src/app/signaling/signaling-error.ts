import type { CallRow } from '../protocol/call.js';
import type { ServerMessageOf } from '../protocol/server-messages.js';

/**
 * The server's codes (protocol §2, "Error codes") and this library's own: `disconnected` (the connection went before
 * the answer came), `timeout` (no answer in time), `closed` (the client was closed).
 */
export type SignalingCode =
  | 'bad_json' | 'bad_message' | 'unknown_type' | 'too_large' | 'rate_limited' | 'not_participant' | 'not_supported'
  | 'not_found' | 'call_over' | 'wrong_state' | 'call_in_progress' | 'busy' | 'unavailable' | 'internal'
  | 'disconnected' | 'timeout' | 'closed';

export class SignalingError extends Error {
  /** `temporary`: asking again may succeed. `call`: the call as it is, where the server told. */
  constructor(
    readonly code: SignalingCode,
    message: string,
    readonly temporary: boolean,
    readonly call: CallRow | null = null,
    readonly field: string | null = null,
  ) {
    super(message);
    this.name = 'SignalingError';
  }

  static from(error: ServerMessageOf<'error'>): SignalingError {
    return new SignalingError(error.code as SignalingCode, error.message, error.temporary, error.call, error.field);
  }
}
