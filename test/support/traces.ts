import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { TestApp } from './app.js';
import type { TestDatabase } from './database.js';

/** What an app keeps: files in its storage and spool, and rows. */
export interface Traces {
  readonly files: readonly string[];
  readonly spooled: readonly string[];
  readonly ledger: number;
  readonly attachments: number;
  readonly events: number;
}

/** For comparing before and after: a refusal must change nothing. */
export async function tracesOf(app: TestApp): Promise<Traces> {
  const rows = await query<{ ledger: string; attachments: string; events: string }>(
    app,
    `SELECT (SELECT count(*) FROM media_files) AS ledger,
            (SELECT count(*) FROM media_attachments) AS attachments,
            (SELECT count(*) FROM events) AS events`,
  );
  const [counts] = rows;
  return {
    files: await filesBelow(join(app.dataDir, 'media')),
    spooled: await leftIn(join(app.dataDir, 'spool')),
    ledger: Number(counts?.ledger),
    attachments: Number(counts?.attachments),
    events: Number(counts?.events),
  };
}

export async function query<T extends object>(
  { database }: { readonly database: Pick<TestDatabase, 'url'> },
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly T[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<T>(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** The answer is sent before the spool is empty: only what stays is left. */
async function leftIn(spool: string): Promise<string[]> {
  for (let looks = 1; ; looks++) {
    const found = await filesBelow(spool);
    if (found.length === 0 || looks === 10) return found;
    await sleep(50);
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
