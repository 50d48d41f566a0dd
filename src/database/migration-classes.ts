import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/** Beside `src` or, after a build, beside `dist/src`: the same step from here. */
export const migrationsDirectory = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Imports the classes of a migrations directory, oldest first. TypeORM's own glob would read a bracket
 * in the clone's path as a pattern, and cannot import TypeScript under the test runner.
 */
export async function migrationClasses(
  directory: string = migrationsDirectory,
): Promise<MigrationClass[]> {
  const names = (await readdir(directory)).filter((name) => /^\d+-.+\.[jt]s$/.test(name)).sort();
  const modules = await Promise.all(
    names.map(
      async (name) =>
        (await import(/* @vite-ignore */ pathToFileURL(join(directory, name)).href)) as object,
    ),
  );
  return modules.flatMap((module) => Object.values(module) as MigrationClass[]);
}
