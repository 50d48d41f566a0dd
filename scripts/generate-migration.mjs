// `npm run migration:generate -- AddRooms`: what the entities declare and the migrations do not make yet.
import { mkdirSync, writeFileSync } from 'node:fs';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { inProject } from './project.mjs';

const [name = ''] = process.argv.slice(2);
if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) {
  console.error('Name the migration in PascalCase: npm run migration:generate -- AddRooms');
  process.exit(1);
}
await installIfNeeded();
await buildIfNeeded();
// Before the first migration neither folder exists.
for (const folder of ['migrations', 'dist/migrations']) {
  mkdirSync(inProject(folder), { recursive: true });
}
const { entities } = await import('../dist/src/app.entities.js');
const { generateMigration } = await import('../dist/src/database/generate-migration.js');
const { format, resolveConfig } = await import('prettier');

const migration = await generateMigration(name, { entities });
if (migration === undefined) {
  console.log('Migrations and entities agree: there is nothing to generate.');
} else {
  const path = inProject('migrations', migration.fileName);
  const style = await resolveConfig(path);
  writeFileSync(path, await format(migration.source, { ...style, parser: 'typescript' }));
  console.log(`Wrote migrations/${migration.fileName}. Read it before you commit it.`);
}
