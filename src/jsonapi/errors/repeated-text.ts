import type { Fault } from './fault.js';

/** In characters. What Marquee itself says is shorter. */
const maximum = { detail: 500, name: 200, pointer: 500 };
/** The end of a sentence says what is wrong with what stands before it. */
const kept = 60;
const ellipsis = '…';

/**
 * The same fault, in which nothing is long that a client may have sent: names of members and parameters, values,
 * paths. Every answer passes here, so no other place needs to cut.
 */
export function withShortTexts({ detail, meta, source, ...fault }: Fault): Fault {
  const isDistant =
    source !== undefined && 'pointer' in source && source.pointer.length > maximum.pointer;
  const told = shortened(detail, maximum.detail);
  return {
    ...fault,
    detail: isDistant
      ? `${told} The pointer leads to what contains it: its own is too long.`
      : told,
    ...(source && { source: shortTexts(source) }),
    ...(meta && { meta: shortTexts(meta) }),
  };
}

function shortTexts<T extends object>(members: T): T {
  const entries = Object.entries(members).map(([name, value]) => [name, short(name, value)]);
  return Object.fromEntries(entries) as T;
}

function short(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return name === 'pointer' ? nearestShort(value) : shortened(value, maximum.name);
}

/** A cut pointer would lead nowhere, but each of its beginnings that ends before a "/" leads to an ancestor. */
function nearestShort(pointer: string): string {
  if (pointer.length <= maximum.pointer) return pointer;
  return pointer.slice(0, Math.max(pointer.lastIndexOf('/', maximum.pointer), 0));
}

function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - kept - ellipsis.length);
  return `${head}${ellipsis}${text.slice(-kept)}`.toWellFormed();
}
