import type { Path } from '../../jsonapi/errors/pointer.js';
import type { JsonText } from './json-text.js';

interface ArrayLevel {
  readonly kind: 'array';
  index: number;
}

interface ObjectLevel {
  readonly kind: 'object';
  /** Where the present member's name stands in the text, quotes included. */
  start: number;
  end: number;
  /** The same name, once somebody asked for it. */
  name: string | null;
}

/** The arrays and objects around the place that is being scanned: its path. */
export class JsonLevels {
  readonly #levels: (ArrayLevel | ObjectLevel)[] = [];

  get depth(): number {
    return this.#levels.length;
  }

  /** Of the innermost one, null outside of all. */
  get kind(): 'array' | 'object' | null {
    return this.#levels.at(-1)?.kind ?? null;
  }

  open(kind: 'array' | 'object'): void {
    this.#levels.push(
      kind === 'array' ? { kind, index: 0 } : { kind, start: 0, end: 0, name: null },
    );
  }

  close(): void {
    this.#levels.pop();
  }

  name(start: number, end: number): void {
    const level = this.#levels.at(-1);
    if (level?.kind !== 'object') return;
    level.start = start;
    level.end = end;
    level.name = null;
  }

  nextElement(): void {
    const level = this.#levels.at(-1);
    if (level?.kind === 'array') level.index += 1;
  }

  /** Names are decoded only here: a document without data URIs pays for none. */
  path(text: JsonText): Path {
    return this.#levels.map((level) => {
      if (level.kind === 'array') return level.index;
      level.name ??= JSON.parse(text.slice(level.start, level.end)) as string;
      return level.name;
    });
  }
}
