import { unknownParameter } from '../errors/query.errors.js';
import { type Fault, JsonApiError } from '../errors/fault.js';

/** Reads parameters one family at a time and keeps the faults of all. */
export class ParameterReading {
  readonly #unread: Map<string, string>;

  constructor(
    parameters: ReadonlyMap<string, string>,
    private readonly faults: Fault[],
  ) {
    const misplaced = new Set(
      faults.flatMap(({ source }) => (source && 'parameter' in source ? [source.parameter] : [])),
    );
    this.#unread = new Map([...parameters].filter(([name]) => !misplaced.has(name)));
  }

  take(name: string): string | undefined {
    const text = this.#unread.get(name);
    this.#unread.delete(name);
    return text;
  }

  /** Parameters of a known family that nobody asked for, such as `page[colour]`. */
  rest(): readonly string[] {
    return [...this.#unread.keys()];
  }

  one<T>(name: string, parse: (text: string) => T): T | undefined {
    const text = this.take(name);
    return text === undefined ? undefined : this.attempt(() => parse(text));
  }

  /** `name[a][b]=text` for every a and b. */
  family<T>(
    name: string,
    parse: (inside: readonly string[], text: string, parameter: string) => T,
  ): T[] {
    const members = [...this.#unread].filter(([parameter]) => parameter.startsWith(`${name}[`));
    return members.flatMap(([parameter, text]) => {
      this.take(parameter);
      const inside = bracketed(parameter.slice(name.length));
      const value = this.attempt(() => {
        if (inside === null) throw new JsonApiError(unknownParameter(parameter));
        return parse(inside, text, parameter);
      });
      return value === undefined ? [] : [value];
    });
  }

  attempt<T>(parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof JsonApiError)) throw error;
      this.faults.push(...error.faults);
      return undefined;
    }
  }
}

/** `[a][b]` → a, b; null where the brackets are out of order. */
function bracketed(text: string): readonly string[] | null {
  return /^(\[[^[\]]+\])+$/.test(text) ? text.slice(1, -1).split('][') : null;
}
