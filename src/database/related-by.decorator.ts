const queries = new WeakMap<object, Map<string, string>>();

/**
 * Makes a to-many relation of whatever pairs of ids a query gives, for reading only: TypeORM does not know it.
 *
 * @param pairs SQL with the columns `own` and `other`, each pair at most once
 */
export function RelatedBy(pairs: string): PropertyDecorator {
  return (prototype, property) => {
    const own = queries.get(prototype) ?? new Map<string, string>();
    queries.set(prototype, own);
    own.set(String(property), pairs);
  };
}

export function pairsOf(prototype: object, property: string): string | undefined {
  return queries.get(prototype)?.get(property);
}
