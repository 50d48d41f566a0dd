/** A parameterised SQL statement while it is put together; values never become part of its text. */
export class Statement {
  readonly values: unknown[] = [];
  #aliases = 0;

  /** @returns the placeholder, such as `$3` */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** @returns a table alias that no other table of the statement has */
  alias(): string {
    this.#aliases += 1;
    return `t${this.#aliases}`;
  }
}

/** For identifiers from metadata only; a client's words never come here. */
export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
