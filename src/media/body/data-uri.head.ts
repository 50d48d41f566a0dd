const scheme = 'data:';

/** Up to the comma. */
const maxHeadLength = 200;

/**
 * `data:image/png;charset=utf-8;base64,`: a type and parameters of tokens (RFC 2045, section 5.1). Linear, as
 * no part can match the character that ends it.
 */
const base64Head =
  /^data:([\w!#$%&'*+.^`{|}~-]+\/[\w!#$%&'*+.^`{|}~-]+)?(?:;[\w!#$%&'*+.^`{|}~-]+=(?:[\w!#$%&'*+.^`{|}~-]+|"[^",;]*"))*;base64,$/i;

/** What the beginning of a string is, as far as it is known: `shapeless` begins like a data URI but is none. */
export type HeadVerdict = 'unknown' | 'ordinary' | 'shapeless' | 'base64';

/** The head of a data URI, character by character as it comes. https://www.rfc-editor.org/rfc/rfc2397 */
export class DataUriHead {
  #text = '';
  #verdict: HeadVerdict = 'unknown';

  get verdict(): HeadVerdict {
    return this.#verdict;
  }

  /** Lower case, without parameters; `text/plain` where the head names none, as RFC 2397 has it. */
  get label(): string {
    return (base64Head.exec(this.#text)?.[1] ?? 'text/plain').toLowerCase();
  }

  push(codeUnit: number): void {
    const { length } = this.#text;
    // Most strings end here, at their first letter: "d" is 0x64, "D" the same without this bit.
    if (length === 0 && (codeUnit | 0x20) !== 0x64) {
      this.#verdict = 'ordinary';
      return;
    }
    const character = String.fromCharCode(codeUnit);
    if (length < scheme.length && character.toLowerCase() !== scheme[length]) {
      this.#verdict = 'ordinary';
      return;
    }
    this.#text += character;
    if (character === ',') this.#verdict = base64Head.test(this.#text) ? 'base64' : 'shapeless';
    else if (length === maxHeadLength) this.#verdict = 'shapeless';
  }

  /** The string is over. */
  end(): void {
    if (this.#verdict === 'unknown')
      this.#verdict = this.#text.length < scheme.length ? 'ordinary' : 'shapeless';
  }
}
