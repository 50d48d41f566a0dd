import 'reflect-metadata';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { backUp } from './backup/backup.js';
import { backupProgram } from './backup/backup.program.js';
import type { BackupSummary } from './backup/backup.manifest.js';
import { DatabaseServer } from './database/database-server.js';

/** `npm run backup -- FILE`, or a folder, in which the archive is called by the time. */
await backupProgram(async ({ database, place, storage }) => {
  const server = await DatabaseServer.join(database);
  try {
    const path = await archivePath(place);
    tell(path, await backUp({ databaseUrl: server.url, storage }, path));
  } finally {
    await server.onApplicationShutdown();
  }
});

async function archivePath(place: string): Promise<string> {
  const path = resolve(place);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() !== true) return path;
  const now = new Date().toISOString().replaceAll(':', '-').slice(0, 'yyyy-mm-ddThh-mm-ss'.length);
  return join(path, `marquee-${now}Z.tar`);
}

function tell(path: string, { fileBytes, files, missing, rows }: BackupSummary): void {
  const count = Object.values(rows).reduce((sum, one) => sum + one, 0);
  process.stdout.write(`${count} rows and ${files} files (${fileBytes} bytes) are in ${path}\n`);
  if (missing.count > 0)
    process.stderr.write(
      `${missing.count} files were not in the storage, or not whole: ${missing.examples.join(', ')}\n`,
    );
}
