import { invalidValue, missingMember } from '../jsonapi/errors/document.errors.js';
import { type Fault, JsonApiError } from '../jsonapi/errors/fault.js';
import { type Codec, Refusal } from '../jsonapi/resource/codec.js';
import { isObject } from '../jsonapi/members.js';

type Codecs = Readonly<Record<string, Codec>>;
type Values<C extends Codecs> = {
  readonly [Name in keyof C]: C[Name] extends Codec<infer Value> ? Value : never;
};

/** A body of plain JSON: its members stand at the top or, as Open Event's clients send them, in `data`. */
export class PlainBody {
  readonly #members: Readonly<Record<string, unknown>>;
  readonly #pointer: string;

  /** @param body whatever came, nothing included */
  constructor(body: unknown) {
    const top = isObject(body) ? body : {};
    const { data } = top;
    this.#members = isObject(data) ? data : top;
    this.#pointer = isObject(data) ? '/data' : '';
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#members, name);
  }

  pointerTo(name: string): string {
    return `${this.#pointer}/${name}`;
  }

  /**
   * Members that nobody asks for may be there.
   *
   * @throws JsonApiError 422 with a pointer for each member that is missing or no such value
   */
  read<R extends Codecs>(required: R): Values<R>;
  read<R extends Codecs, O extends Codecs>(
    required: R,
    optional: O,
  ): Values<R> & Partial<Values<O>>;
  read(required: Codecs, optional: Codecs = {}): Readonly<Record<string, unknown>> {
    const missing = Object.keys(required).filter((name) => !this.has(name));
    const faults: Fault[] = missing.map((name) => missingMember(this.#pointer, name));
    const values: Record<string, unknown> = {};
    for (const [name, codec] of Object.entries({ ...required, ...optional })) {
      if (!this.has(name)) continue;
      const parsed = codec.parse(this.#members[name]);
      if (parsed instanceof Refusal)
        faults.push(invalidValue(this.pointerTo(name), `"${name}" ${parsed.detail}.`));
      else values[name] = parsed;
    }
    if (faults.length > 0) throw new JsonApiError(faults);
    return values;
  }
}
