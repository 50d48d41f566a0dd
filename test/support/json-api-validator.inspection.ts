import { type Path, pointerTo } from '../../src/jsonapi/errors/pointer.js';

/** One thing that the standard does not allow, and where it stands. */
export interface Violation {
  /** JSON pointer into the document. */
  readonly pointer: string;
  readonly problem: string;
}

export type Members = Readonly<Record<string, unknown>>;

/** Collects what is wrong while a document is walked; names are judged here, once for all objects. */
export class Inspection {
  readonly violations: Violation[] = [];

  /** @param namespaces of the extensions that are applied to the document */
  constructor(private readonly namespaces: ReadonlySet<string>) {}

  report(path: Path, problem: string): void {
    this.violations.push({ pointer: pointerTo(path), problem });
  }

  /** @returns null, and a violation, for whatever is no object */
  object(value: unknown, path: Path): Members | null {
    if (isObject(value)) return value;
    this.report(path, 'must be an object');
    return null;
  }

  /** https://jsonapi.org/format/1.1/#document-structure: "MUST NOT contain any additional members" */
  only(members: Members, allowed: ReadonlySet<string>, path: Path): void {
    for (const name of this.judged(members, path))
      if (!allowed.has(name))
        this.report([...path, name], 'is a member the standard does not know');
  }

  /** The members that the standard's rules are about: neither @-members nor those of an extension. */
  judged(members: Members, path: Path): string[] {
    return Object.keys(members).filter((name) => {
      if (name.startsWith('@')) {
        if (!isMemberName(name.slice(1))) this.report([...path, name], 'is no legal @-member');
        return false;
      }
      return !this.#ofExtension(name);
    });
  }

  /** https://jsonapi.org/format/1.1/#document-member-names, in the object and in all that is in it */
  names(value: unknown, path: Path): void {
    if (Array.isArray(value)) value.forEach((one, index) => this.names(one, [...path, index]));
    if (!isObject(value)) return;
    for (const name of this.judged(value, path)) {
      if (!isMemberName(name)) this.report([...path, name], 'is no legal member name');
      this.names(value[name], [...path, name]);
    }
  }

  text(value: unknown, path: Path): value is string {
    if (typeof value === 'string') return true;
    this.report(path, 'must be a string');
    return false;
  }

  /** https://jsonapi.org/format/1.1/#document-meta: any members with legal names */
  meta(value: unknown, path: Path): void {
    if (value !== undefined && this.object(value, path)) this.names(value, path);
  }

  #ofExtension(name: string): boolean {
    const [namespace = '', rest] = name.split(':');
    return rest !== undefined && this.namespaces.has(namespace) && isMemberName(rest);
  }
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const globally = 'a-zA-Z0-9\\u{80}-\\u{10FFFF}';
const memberName = new RegExp(`^[${globally}](?:[${globally}\\-_ ]*[${globally}])?$`, 'u');

/** https://jsonapi.org/format/1.1/#document-member-names-allowed-characters */
export function isMemberName(name: string): boolean {
  return memberName.test(name);
}
