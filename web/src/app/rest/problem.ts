/** An answer that says no (RFC 9457), or none at all (`code` "network"). */
export class RestError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly field: string | null = null,
  ) {
    super(message);
    this.name = 'RestError';
  }

  get temporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  static async from(response: Response): Promise<RestError> {
    const body: unknown = await response.json().catch(() => null);
    const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
    const text = (value: unknown) => (typeof value === 'string' ? value : null);
    const code = text(fields['code']) ?? `http_${response.status}`;
    return new RestError(code, response.status, text(fields['detail']) ?? text(fields['title']) ?? code, text(fields['field']));
  }
}
