/**
 * Checks for data that comes from outside. A check answers the value in its type or throws {@link BadData}
 * naming the place; unknown fields are ignored, as the protocol asks.
 */
export type Check<T> = (value: unknown, path: string) => T;
export type Checked<C> = C extends Check<infer T> ? T : never;

export class BadData extends Error {
  constructor(path: string, wanted: string) {
    super(`${path} is not ${wanted}`);
    this.name = 'BadData';
  }
}

export const string: Check<string> = (value, path) => {
  if (typeof value !== 'string') throw new BadData(path, 'a string');
  return value;
};

export const number: Check<number> = (value, path) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new BadData(path, 'a number');
  return value;
};

export const boolean: Check<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new BadData(path, 'a boolean');
  return value;
};

/** Absent and null both become null. */
export function maybe<T>(check: Check<T>): Check<T | null> {
  return (value, path) => (value === undefined || value === null ? null : check(value, path));
}

/** Absent and null become the given value. */
export function or<T>(check: Check<T>, otherwise: T): Check<T> {
  return (value, path) => (value === undefined || value === null ? otherwise : check(value, path));
}

export function oneOf<const T extends readonly string[]>(...allowed: T): Check<T[number]> {
  return (value, path) => {
    if (typeof value !== 'string' || !allowed.includes(value)) throw new BadData(path, `one of ${allowed.join(', ')}`);
    return value as T[number];
  };
}

/** For sets that may grow: a word that this client does not know becomes null. */
export function knownOrNull<const T extends readonly string[]>(...known: T): Check<T[number] | null> {
  return (value) => (typeof value === 'string' && known.includes(value) ? (value as T[number]) : null);
}

/** For what is only nice to have: anything of another form becomes null instead of spoiling the whole. */
export function lenient<T>(check: Check<T>): Check<T | null> {
  return (value, path) => {
    try {
      return check(value, path);
    } catch (fault) {
      if (fault instanceof BadData) return null;
      throw fault;
    }
  };
}

export function list<T>(check: Check<T>): Check<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new BadData(path, 'a list');
    return value.map((item, index) => check(item, `${path}[${index}]`));
  };
}

export function record<T>(check: Check<T>): Check<Record<string, T>> {
  return (value, path) => {
    const fields = asObject(value, path);
    return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, check(item, `${path}.${key}`)]));
  };
}

export function object<S extends Record<string, Check<unknown>>>(shape: S): Check<{ [K in keyof S]: Checked<S[K]> }> {
  return (value, path) => {
    const fields = asObject(value, path);
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(shape)) result[key] = shape[key]!(fields[key], `${path}.${key}`);
    return result as { [K in keyof S]: Checked<S[K]> };
  };
}

export function asObject(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadData(path, 'an object');
  return value as Record<string, unknown>;
}
