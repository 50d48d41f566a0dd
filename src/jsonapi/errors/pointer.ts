/** A path of member names and array indexes; RFC 6901 turns it into a pointer. */
export type Path = readonly (string | number)[];

/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
export function pointerTo(path: Path): string {
  return path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** @returns the value at the path, or undefined where the document has none */
export function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/**
 * The pointer to the nearest thing that is really in the document: a client can't look up a member that it
 * left out. https://jsonapi.org/format/1.1/#error-objects
 */
export function nearestPointer(document: unknown, path: Path): string {
  let length = path.length;
  while (length > 0 && valueAt(document, path.slice(0, length)) === undefined) length -= 1;
  return pointerTo(path.slice(0, length));
}
