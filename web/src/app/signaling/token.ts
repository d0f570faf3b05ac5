/** When a token ends, in milliseconds since 1970, or null when it does not say. Its signature is the server's business. */
export function tokenEnd(token: string): number | null {
  const body = token.split('.')[1];
  if (!body) return null;
  try {
    const claims: unknown = JSON.parse(atob(body.replace(/-/g, '+').replace(/_/g, '/')));
    const exp = typeof claims === 'object' && claims !== null ? (claims as { exp?: unknown }).exp : null;
    return typeof exp === 'number' ? exp * 1000 : null;
  } catch {
    return null;
  }
}

/** How long to wait before renewing: a tenth of what is left, and at least 30 s, before the end. */
export function renewIn(end: number, now: number): number {
  const left = end - now;
  return Math.max(1000, left - Math.max(30_000, left / 10));
}
