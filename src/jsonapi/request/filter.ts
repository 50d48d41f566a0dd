/** A condition on rows: what a client's `filter` becomes, and what policies are written in. */
export type Filter =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'all' | 'any'; readonly terms: readonly Filter[] }
  | { readonly kind: 'not'; readonly term: Filter }
  | Comparison
  | { readonly kind: 'related'; readonly property: string; readonly term: Filter };

export interface Comparison {
  readonly kind: 'compare';
  /** Property of the entity; a to-one relationship's property stands for its key. */
  readonly property: string;
  readonly operator: Operator;
  /** `null` with eq and ne only; a list with `in` only. */
  readonly operand: unknown;
  /** The comparison holds only for rows on which this audience may read the property. */
  readonly audience: string | null;
}

export const operators = [
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'in',
  'like',
  'ilike',
  'startswith',
  'endswith',
  'contains',
] as const;

export type Operator = (typeof operators)[number];

export const everything: Filter = { kind: 'constant', value: true };
export const nothing: Filter = { kind: 'constant', value: false };

export function allOf(...terms: readonly Filter[]): Filter {
  const telling = terms.filter((term) => term !== everything);
  if (telling.includes(nothing)) return nothing;
  if (telling.length === 0) return everything;
  return telling.length === 1 && telling[0] ? telling[0] : { kind: 'all', terms: telling };
}

export function anyOf(...terms: readonly Filter[]): Filter {
  const telling = terms.filter((term) => term !== nothing);
  if (telling.includes(everything)) return everything;
  if (telling.length === 0) return nothing;
  return telling.length === 1 && telling[0] ? telling[0] : { kind: 'any', terms: telling };
}

export function not(term: Filter): Filter {
  if (term === everything) return nothing;
  return term === nothing ? everything : { kind: 'not', term };
}

export function compare(property: string, operator: Operator, operand: unknown): Filter {
  return { kind: 'compare', property, operator, operand, audience: null };
}

export function equals(property: string, operand: unknown): Filter {
  return compare(property, 'eq', operand);
}

/** Holds where at least one related row satisfies the term. */
export function related(property: string, term: Filter): Filter {
  return term === nothing ? nothing : { kind: 'related', property, term };
}
