import { Matches, MaxLength } from 'class-validator';

/** A scheme that is neither http nor https could run in the page that makes a link of it. */
const noForeignScheme = /^(?:[Hh][Tt]{2}[Pp][Ss]?:\/\/|(?![A-Za-z][A-Za-z\d+.-]*:))/;

/** Where somebody is found elsewhere: a URL, or a name such as `@ada`. */
export function IsProfile(): PropertyDecorator {
  const hasScheme = Matches(noForeignScheme, {
    message: '$property must be a name or an http or https URL',
  });
  const isShort = MaxLength(500);
  return (prototype, property) => {
    hasScheme(prototype, property);
    isShort(prototype, property);
  };
}
