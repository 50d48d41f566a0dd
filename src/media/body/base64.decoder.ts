const group = 4;
const equals = 0x3d;

/** What is wrong with a base64 text, in words for its sender. */
export class Base64Error extends Error {}

/**
 * Strict base64 (RFC 4648, section 4), piece by piece at the speed of Node's own decoder, which is lenient: it
 * skips what it does not know and takes the URL-safe alphabet. Whatever it skips is missing in the length of
 * its output, and the two URL-safe characters are found by memchr: about a tenth of the time, where a regular
 * expression takes 25 times that of decoding.
 */
export class Base64Decoder {
  /** The last group stays here until more follows: only the last may be padded. */
  readonly #held = Buffer.alloc(group);
  #heldLength = 0;
  #output = Buffer.alloc(0);

  /**
   * @param text the next characters of the base64, one a byte
   * @returns the bytes they give, valid until the next call
   * @throws Base64Error
   */
  decode(text: Buffer): Buffer {
    if (text.includes(0x2d) || text.includes(0x5f)) throw foreign(text);
    const usable = Math.max(0, Math.ceil((this.#heldLength + text.length) / group) - 1) * group;
    if (usable === 0) return this.#hold(text, 0, this.#heldLength);
    this.#reserve(usable);
    const filled = this.#heldLength === 0 ? 0 : group - this.#heldLength;
    const end = filled + usable - (this.#heldLength === 0 ? 0 : group);
    let written = this.#decodeHeld(text, filled);
    written += this.#output.write(text.toString('latin1', filled, end), written, 'base64');
    if (written !== (usable / group) * 3) throw foreign(this.#seen(text, filled, end));
    this.#hold(text, end, 0);
    return this.#output.subarray(0, written);
  }

  /**
   * @returns the bytes of the last group
   * @throws Base64Error on wrong padding, and on bits that the padding cuts off but that are not zero
   */
  end(): Buffer {
    if (this.#heldLength === 0) return this.#held.subarray(0, 0);
    const last = this.#held.toString('latin1', 0, this.#heldLength);
    if (last.length < group) throw new Base64Error('the last group of four is not whole');
    const bytes = Buffer.from(last, 'base64');
    // Encoding is canonical: only a group that is right in every bit comes out as it went in.
    if (bytes.toString('base64') === last) return bytes;
    if (/^[A-Za-z0-9+/]{2}(?:==|[A-Za-z0-9+/]=)$/.test(last))
      throw new Base64Error('the bits that the padding cuts off are not zero');
    throw foreign(this.#held);
  }

  #decodeHeld(text: Buffer, filled: number): number {
    if (this.#heldLength === 0) return 0;
    text.copy(this.#held, this.#heldLength, 0, filled);
    return this.#output.write(this.#held.toString('latin1'), 0, 'base64');
  }

  /** Foreign characters are found in the piece that brings them, not when their group is whole. */
  #hold(text: Buffer, from: number, at: number): Buffer {
    this.#heldLength = at + text.copy(this.#held, at, from);
    for (let index = from; index < text.length; index += 1)
      if (text[index] !== equals && !isBase64(text[index] as number)) throw foreign(text);
    return this.#output.subarray(0, 0);
  }

  #seen(text: Buffer, filled: number, end: number): Buffer {
    return this.#heldLength === 0
      ? text.subarray(0, end)
      : Buffer.concat([this.#held, text.subarray(filled, end)]);
  }

  #reserve(characters: number): void {
    const bytes = (characters / group) * 3;
    if (this.#output.length < bytes) this.#output = Buffer.allocUnsafe(bytes);
  }
}

function foreign(text: Buffer): Base64Error {
  const byte = text.find((code) => !isBase64(code));
  if (byte === undefined || byte === equals)
    return new Base64Error('there is padding before the end');
  const shown =
    byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `0x${byte.toString(16)}`;
  return new Base64Error(`the character ${shown} does not belong there`);
}

function isBase64(code: number): boolean {
  return (
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2b ||
    code === 0x2f
  );
}
