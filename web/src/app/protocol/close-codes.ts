/** Why a socket was closed, and whether to come back (protocol §2, "Close codes"). */
export type Return =
  | { readonly kind: 'back-off'; readonly atLeastMs: number }
  | { readonly kind: 'stay-away'; readonly reason: 'refused' | 'too-many-sockets' };

export function afterClose(code: number): Return {
  switch (code) {
    case 1003: // binary frames are not understood
    case 1008: // policy
    case 1009: // a message was too large
      return { kind: 'stay-away', reason: 'refused' };
    case 4409:
      return { kind: 'stay-away', reason: 'too-many-sockets' };
    case 4429: // flooding
      return { kind: 'back-off', atLeastMs: 2000 };
    default: // 1001, 1006, 1011, 1012, 4401 (with a new token), 4408, and whatever a proxy invents
      return { kind: 'back-off', atLeastMs: 0 };
  }
}
