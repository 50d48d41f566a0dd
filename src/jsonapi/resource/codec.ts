import type { Json } from '../document.js';
import type { Fault } from '../errors/fault.js';

/** A part of a JSON Schema, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Why a wire value is none of the kind that its member takes. */
export class Refusal {
  constructor(
    /** Follows the member's name: "must be a boolean". */
    readonly detail: string,
    /** Where in the value, for values with parts. */
    readonly path: readonly (string | number)[] = [],
    /** Says it in words of its own, for kinds of fault that the protocol does not know. */
    readonly fault?: (pointer: string) => Fault,
  ) {}
}

/** What a member is rendered with. */
export interface RenderContext {
  /** Before every root-relative URL of a file, such as `https://events.example`. */
  readonly fileBase: string;
  /** The server's own, without a slash at its end. */
  readonly publicUrl: string;
}

/** The two faces of a kind of value: what stands on the wire and what stands in the entity. */
export interface Codec<V = unknown> {
  readonly name: string;
  /** What clients read, and send where `writeSchema` says nothing else. */
  readonly schema: Schema;
  readonly writeSchema?: Schema;
  /** Whether values have an order and equality that filters and sorts can use. */
  readonly comparable: boolean;
  parse(wire: unknown): V | Refusal;
  render(value: V, context: RenderContext): Json;
  /** The operand of a filter as it stands in a query string. */
  parseText(text: string): V | Refusal;
  /** For texts that are kept in one way of writing: a part of one, as a filter looks for it → the same, so written. */
  fold?(part: string): string;
}
