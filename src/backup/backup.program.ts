import { ConfigError, readEnvironment } from '../config/env.js';
import { DatabaseConfig } from '../database/database.config.js';
import { DatabaseStartError } from '../database/database-start-error.js';
import { BackupError } from '../database/dump/backup-error.js';
import { BoundedStorage } from '../storage/bounded.storage.js';
import type { FileStorage } from '../storage/file-storage.js';
import { StorageConfig } from '../storage/storage.config.js';
import { StorageError } from '../storage/storage-error.js';
import { openStorage } from '../storage/storage.module.js';

/** The settings of `npm start`, and the one argument. */
export interface BackupRun {
  readonly database: DatabaseConfig;
  readonly storage: FileStorage;
  readonly place: string;
}

/** Faults that a person can mend. */
const mendable = [BackupError, ConfigError, DatabaseStartError, StorageError];

/** Runs to its end; a failure is told in a sentence, and by the code of the exit. */
export async function backupProgram(work: (run: BackupRun) => Promise<void>): Promise<void> {
  try {
    const [place, ...more] = process.argv.slice(2);
    if (place === undefined || more.length > 0 || place.startsWith('-'))
      throw new BackupError('Say where: one file, such as npm run backup -- marquee.tar');
    const [database, config] = readEnvironment([DatabaseConfig, StorageConfig]);
    const storage = new BoundedStorage(await openStorage(config), config);
    await work({ database, place, storage });
  } catch (error) {
    const { message, stack } = error as Error;
    const words = mendable.some((kind) => error instanceof kind) ? message : stack;
    process.stderr.write(`${words}\n`);
    process.exitCode = 1;
  }
}
