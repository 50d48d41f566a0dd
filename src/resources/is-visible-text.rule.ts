import { Matches, MaxLength } from 'class-validator';
import { visibleCharacter } from '../jsonapi/resource/visible-text.js';

/** A text of which something is to be seen, such as a name: pages make links of it. */
export function IsVisibleText(maximumLength: number): PropertyDecorator {
  const rules = [
    MaxLength(maximumLength),
    Matches(visibleCharacter, {
      message: '$property must have a character in it that can be seen',
    }),
  ];
  return (prototype, property) => rules.forEach((rule) => rule(prototype, property));
}
