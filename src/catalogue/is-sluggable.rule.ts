import { Matches } from 'class-validator';

/** A name that leaves something in a slug. */
export function IsSluggable(): PropertyDecorator {
  return Matches(/[\p{Letter}\p{Number}]/u, {
    message: '$property must have a letter or a digit in it',
  });
}
