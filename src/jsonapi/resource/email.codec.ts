import type { Codec } from './codec.js';
import { Refusal } from './codec.js';
import { text } from './codecs.js';

/** An address, kept in lower case: those that differ in case only are one. */
export const email: Codec<string> = {
  ...text,
  name: 'email',
  schema: { type: 'string', format: 'email' },
  parse: (wire) => lowered(text.parse(wire)),
  parseText: (operand) => lowered(text.parseText(operand)),
  fold,
};

function fold(part: string): string {
  return part.toLowerCase();
}

function lowered(parsed: string | Refusal): string | Refusal {
  return parsed instanceof Refusal ? parsed : fold(parsed);
}
