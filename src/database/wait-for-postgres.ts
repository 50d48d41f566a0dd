import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { DatabaseStartError } from './database-start-error.js';

export interface Waiting {
  readonly waitSeconds: number;
  /** Told once, when the first try fails and more will follow. */
  readonly onWait: (message: string) => void;
}

/** Answers of a server that will soon be willing: starting up, shutting down, out of connections. */
const passing = new Set(['57P03', '57P01', '53300']);

const pauseMs = 500;
const attemptTimeoutMs = 5_000;

/**
 * Waits until an outside Postgres accepts connections, for containers that start in any order.
 *
 * @throws DatabaseStartError when it stays silent, or at once when it refuses the user or the database;
 *   the message names host, port and database, never the password
 */
export async function waitForPostgres(url: string, waiting: Waiting): Promise<void> {
  const deadline = performance.now() + waiting.waitSeconds * 1000;
  for (let attempt = 1; ; attempt += 1) {
    const fault = await connectOnce(url);
    if (fault === undefined) return;
    if (!mayPass(fault) || performance.now() >= deadline) throw startError(url, fault);
    if (attempt === 1) {
      const patience = `up to ${waiting.waitSeconds} s`;
      waiting.onWait(`Waiting ${patience} for Postgres at ${placeOf(url)} (${reasonOf(fault)})`);
    }
    await sleep(Math.min(pauseMs, Math.max(0, deadline - performance.now())));
  }
}

/** Host, port and database of a connection URL: all of it that may be shown. */
export function placeOf(url: string): string {
  const { host, port, database } = new Client({ connectionString: url });
  return `${host}:${port}/${database ?? ''}`;
}

async function connectOnce(url: string): Promise<unknown> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: attemptTimeoutMs,
  });
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function mayPass(fault: unknown): boolean {
  return !(fault instanceof DatabaseError) || passing.has(fault.code ?? '');
}

function startError(url: string, cause: unknown): DatabaseStartError {
  return new DatabaseStartError(
    `Marquee cannot use Postgres at ${placeOf(url)}, which DATABASE_URL names: ${reasonOf(cause)}`,
    { cause },
  );
}

/** Node tells all refused addresses of a name in one error whose own message is empty. */
function reasonOf(fault: unknown): string {
  const { message, code } = fault as Error & { code?: string };
  return message || code || String(fault);
}
