import 'reflect-metadata';
import { resolve } from 'node:path';
import { backupProgram } from './backup/backup.program.js';
import { restore } from './backup/restore.js';
import { DatabaseServer } from './database/database-server.js';

/** `npm run restore -- FILE`: into an empty database and an empty storage. */
await backupProgram(async ({ database, place, storage }) => {
  const server = await DatabaseServer.open(database);
  try {
    const path = resolve(place);
    const { files, rows } = await restore({ databaseUrl: server.url, storage }, path);
    const count = Object.values(rows).reduce((sum, one) => sum + one, 0);
    process.stdout.write(`${count} rows and ${files} files are back, from ${path}\n`);
  } finally {
    await server.onApplicationShutdown();
  }
});
