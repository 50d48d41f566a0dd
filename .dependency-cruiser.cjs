/**
 * The floors of the house (docs/architecture.md). Imports run downward only; type-only imports excepted.
 */
const floors = [
  ['floor-1', 'src/(jsonapi|config|lifecycle|tracing)/'],
  ['floor-2', 'src/(database|storage|mail)/'],
  ['floor-3', 'src/(media|auth|idempotency)/'],
  ['floor-4', 'src/resources/'],
  ['floor-5', 'src/(events|users|programme|catalogue|health|metrics|site|backup|audit)/'],
  ['floor-6', 'src/(seed/|main\\.ts|app\\.[a-z]+\\.ts)'],
];

const upward = floors.slice(0, -1).map(([name, path], index) => ({
  name: `${name}-imports-upward`,
  severity: 'error',
  from: { path: `^${path}` },
  to: {
    path: floors.slice(index + 1).map(([, higher]) => `^${higher}`),
    dependencyTypesNot: ['type-only'],
  },
}));

const only = (name, target, allowed) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: [...allowed, '\\.spec\\.ts$'] },
  to: { path: target, dependencyTypesNot: ['type-only'] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'features-apart',
      severity: 'error',
      from: { path: '^src/(events|users|health|metrics|site|backup|audit)/' },
      to: {
        path: '^src/(events|users|health|metrics|site|backup|audit|programme|catalogue)/',
        pathNot: '^src/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
    only(
      'typeorm-in-database-and-entities',
      'node_modules/(typeorm|pg|pg-copy-streams|@nestjs/typeorm)/',
      ['^src/database/', '\\.entity\\.ts$'],
    ),
    // The seed draws its own pictures.
    only('sharp-in-media', 'node_modules/sharp/', ['^src/media/', '^src/seed/drawing/paint\\.ts$']),
    only('prom-client-in-metrics', 'node_modules/prom-client/', ['^src/metrics/']),
    only('opentelemetry-in-tracing', 'node_modules/@opentelemetry/', ['^src/tracing/']),
    only('archives-in-backup', 'node_modules/tar-stream/', ['^src/backup/']),
    only('nodemailer-in-mail', 'node_modules/nodemailer/', ['^src/mail/']),
    only('aws-in-the-s3-driver', 'node_modules/@aws-sdk/', ['^src/storage/s3\\.']),
    only('express-at-the-edge', 'node_modules/(express|@types/express)/', [
      '^src/jsonapi/',
      '^src/media/',
      '^src/app\\.setup\\.ts$',
    ]),
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: ['^src/site/assets/', '\\.d\\.ts$', '\\.spec\\.ts$'],
      },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
