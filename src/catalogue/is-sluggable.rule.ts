import { applyDecorators } from '@nestjs/common';
import { Matches, MaxLength } from 'class-validator';

/** A name that leaves something in a slug; an empty one does not. */
export function IsSluggable(maximumLength: number): PropertyDecorator {
  return applyDecorators(
    MaxLength(maximumLength),
    Matches(/[\p{Letter}\p{Number}]/u, {
      message: '$property must have a letter or a digit in it',
    }),
  );
}
