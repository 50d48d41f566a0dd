import { applyDecorators } from '@nestjs/common';
import { Matches, MaxLength } from 'class-validator';
import { visibleCharacter } from '../jsonapi/resource/visible-text.js';

/** A text of which something is to be seen, such as a name: pages make links of it. */
export function IsVisibleText(maximumLength: number): PropertyDecorator {
  return applyDecorators(
    MaxLength(maximumLength),
    Matches(visibleCharacter, {
      message: '$property must have a character in it that can be seen',
    }),
  );
}
