import { Injectable } from '@nestjs/common';
import type { Letter } from './letter.js';

/**
 * Writes one kind of letter, at the moment in which it is sent.
 *
 * @returns null where the letter is not wanted any more
 */
export type LetterWriter = (recipient: string) => Promise<Letter | null>;

/** Who writes what; whoever has mails to send enters his writers. */
@Injectable()
export class LetterWriters {
  readonly #byKind = new Map<string, LetterWriter>();

  enter(kind: string, writer: LetterWriter): void {
    this.#byKind.set(kind, writer);
  }

  get kinds(): readonly string[] {
    return [...this.#byKind.keys()];
  }

  /** @throws Error for a kind that nobody entered */
  async write(kind: string, recipient: string): Promise<Letter | null> {
    const writer = this.#byKind.get(kind);
    if (writer === undefined) throw new Error(`Nobody writes letters of the kind "${kind}"`);
    return writer(recipient);
  }
}
