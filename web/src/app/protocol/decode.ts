import { asObject, BadData } from './check.js';
import { serverMessages, type ServerMessage, type ServerMessageType } from './server-messages.js';

/** A frame as read: a message, a type of a newer server that is passed over, or something that is not believed. */
export type Decoded =
  | { readonly kind: 'message'; readonly message: ServerMessage }
  | { readonly kind: 'unknown'; readonly type: string }
  | { readonly kind: 'bad'; readonly why: string };

export function decode(text: unknown): Decoded {
  if (typeof text !== 'string') return { kind: 'bad', why: 'a frame that is not text' };
  try {
    const fields = asObject(JSON.parse(text), 'message');
    const type = fields['type'];
    if (typeof type !== 'string') return { kind: 'bad', why: 'message.type is not a string' };
    if (!Object.hasOwn(serverMessages, type)) return { kind: 'unknown', type };
    const known = type as ServerMessageType;
    return { kind: 'message', message: { type: known, ...serverMessages[known](fields, known) } as ServerMessage };
  } catch (fault) {
    if (fault instanceof BadData) return { kind: 'bad', why: fault.message };
    if (fault instanceof SyntaxError) return { kind: 'bad', why: 'a frame that is not JSON' };
    throw fault;
  }
}
