import { type Codec, Refusal } from '../../jsonapi/resource/codec.js';
import { text } from '../../jsonapi/resource/codecs.js';

/** Longer is a description that belongs beside the picture. Counted in characters, as JSON Schema does. */
const maximumCharacters = 1000;

/** What a picture shows, in words. An empty text says that it only decorates; null, that nobody has said. */
export class AltTextCodec implements Codec<string> {
  readonly name = 'alt-text';
  readonly comparable = true;
  readonly schema = {
    type: 'string',
    maxLength: maximumCharacters,
    description:
      'What the picture shows, in words; empty where it only decorates. It goes when its picture goes, and ' +
      'when another picture comes without a text of its own.',
    examples: ['A saxophonist on a pier at dusk'],
  };

  parse(wire: unknown): string | Refusal {
    const parsed = text.parse(wire);
    if (parsed instanceof Refusal) return parsed;
    return Array.from(parsed).length > maximumCharacters
      ? new Refusal(`must have at most ${maximumCharacters} characters`)
      : parsed;
  }

  render(value: string): string {
    return value;
  }

  parseText(operand: string): string | Refusal {
    return text.parseText(operand);
  }
}
