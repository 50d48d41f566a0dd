/**
 * Why the database could not be opened, told to the person who starts Marquee. The message is whole and
 * never carries a password; the stack is left out, wherever it is printed: what to do stands in the text.
 */
export class DatabaseStartError extends Error {
  override readonly name = 'DatabaseStartError';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.stack = `${this.name}: ${message}`;
  }
}
