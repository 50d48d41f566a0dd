const simple: ReadonlyMap<number, number> = new Map(
  [...'""\\\\//b\bf\fn\nr\rt\t'.matchAll(/(.)(.)/gs)].map(([, name = '', meant = '']) => [
    name.charCodeAt(0),
    meant.charCodeAt(0),
  ]),
);
const letterU = 0x75;

/**
 * One escape sequence of a JSON string, byte by byte, as chunks may end in the midst of it.
 * https://www.rfc-editor.org/rfc/rfc8259#section-7
 */
export class JsonEscape {
  /** Hexadecimal digits of `\u` that are still to come; null until the letter after the backslash. */
  #digits: number | null = null;
  #unit = 0;

  /**
   * @param byte the next one after the backslash
   * @returns the UTF-16 code unit that is meant; 'more' before the last byte, 'wrong' where there is no such
   * escape
   */
  push(byte: number): number | 'more' | 'wrong' {
    if (this.#digits === null) return this.#letter(byte);
    const digit = hexadecimal(byte);
    if (digit === null) return 'wrong';
    this.#unit = this.#unit * 16 + digit;
    this.#digits -= 1;
    return this.#digits === 0 ? this.#unit : 'more';
  }

  #letter(byte: number): number | 'more' | 'wrong' {
    if (byte !== letterU) return simple.get(byte) ?? 'wrong';
    this.#digits = 4;
    return 'more';
  }
}

function hexadecimal(byte: number): number | null {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : null;
}
