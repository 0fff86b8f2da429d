/** A value on the wire that breaks the contract. `path` names the field. */
export class ShapeError extends Error {
  constructor(
    readonly path: string,
    expected: string,
  ) {
    super(`${path || "frame"}: expected ${expected}`);
    this.name = "ShapeError";
  }
}

/** Checks an unknown value and returns it typed, or throws a {@link ShapeError}. */
export type Reader<T> = (value: unknown, path: string) => T;

/** A field that may be absent from its object. */
export interface OptionalField<T> {
  readonly optional: Reader<T>;
}

/**
 * One reader for each field of `T`. The compiler checks that exactly the optional fields are marked optional, so no
 * reader can be forgotten when a field is added.
 */
export type Shape<T> = {
  readonly [K in keyof T]-?: Record<string, never> extends Pick<T, K>
    ? OptionalField<Exclude<T[K], undefined>>
    : Reader<T[K]>;
};

export const optional = <T>(reader: Reader<T>): OptionalField<T> => ({ optional: reader });

export const text: Reader<string> = (value, path) => {
  if (typeof value !== "string") throw new ShapeError(path, "a string");
  return value;
};

export const number: Reader<number> = (value, path) => {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new ShapeError(path, "a number");
  return value;
};

export const flag: Reader<boolean> = (value, path) => {
  if (typeof value !== "boolean") throw new ShapeError(path, "true or false");
  return value;
};

export const oneOf =
  <const T extends string | number>(...allowed: readonly T[]): Reader<T> =>
  (value, path) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) throw new ShapeError(path, `one of ${allowed.join(", ")}`);
    return found;
  };

export const nullable =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value, path) =>
    value === null ? null : reader(value, path);

export const list =
  <T>(reader: Reader<T>): Reader<T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw new ShapeError(path, "a list");
    return value.map((item, index) => reader(item, `${path}[${index}]`));
  };

/** Tries readers in turn, for a field that comes in two forms. */
export const either =
  <A, B>(first: Reader<A>, second: Reader<B>): Reader<A | B> =>
  (value, path) => {
    try {
      return first(value, path);
    } catch {
      return second(value, path);
    }
  };

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads an object field by field. It drops unknown fields instead of refusing them: a newer server may add some, and an
 * older page must keep working.
 */
export const object =
  <T extends object>(shape: Shape<T>): Reader<T> =>
  (value, path) => {
    if (!isRecord(value)) throw new ShapeError(path, "an object");
    const result: Record<string, unknown> = {};
    for (const [name, field] of Object.entries<Reader<unknown> | OptionalField<unknown>>(shape)) {
      const at = path ? `${path}.${name}` : name;
      if (typeof field === "function") result[name] = field(value[name], at);
      else if (value[name] !== undefined) result[name] = field.optional(value[name], at);
    }
    return result as T;
  };
