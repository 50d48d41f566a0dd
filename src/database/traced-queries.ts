import type { Pool, PoolClient } from 'pg';
import { traced } from '../tracing/spans.js';

type Query = (...args: readonly unknown[]) => unknown;

/** Which Postgres it is: who writes, or one that follows. */
export type DatabaseRole = 'primary' | 'replica';

/** A span for each statement of a pool, whoever sends it: TypeORM or our own runner. */
export function traceQueries(pool: Pool, role: DatabaseRole): void {
  const known = new WeakSet<object>();
  pool.on('acquire', (client: PoolClient) => {
    if (known.has(client)) return;
    known.add(client);
    watch(client, role);
  });
  watch(pool, role);
}

/** The pool's own calls have a callback, and may run in the course of another's request: they are told by the pool. */
function watch(on: object, role: DatabaseRole): void {
  const { query } = on as { readonly query: Query };
  const run: Query = (...args) => {
    const call = () => query.apply(on, [...args]);
    if (typeof args.at(-1) === 'function') return call();
    return traced(...described(args[0], role), () => call() as Promise<unknown>);
  };
  Object.assign(on, { query: run });
}

/** The text holds numbers of parameters in the place of their values. */
function described(
  query: unknown,
  role: DatabaseRole,
): [name: string, attributes: Record<string, string>] {
  const text = typeof query === 'string' ? query : String((query as { text?: unknown }).text);
  const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'statement';
  return [
    operation,
    {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      'db.query.text': text.slice(0, 2000),
      'marquee.database.role': role,
    },
  ];
}
