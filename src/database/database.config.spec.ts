import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../config/env.js';
import { DatabaseConfig } from './database.config.js';

describe('DatabaseConfig', () => {
  it('needs nothing: without DATABASE_URL Postgres is embedded under .data', () => {
    const [config] = readEnvironment([DatabaseConfig], {});
    expect(config).toMatchObject({ dataDir: '.data' });
    expect(config.databaseUrl).toBeUndefined();
  });

  it.each(['postgres://app:pw@db.example:5432/app', 'postgresql://db.example/app?sslmode=require'])(
    'takes %s',
    (url) => {
      expect(readEnvironment([DatabaseConfig], { DATABASE_URL: url })[0].databaseUrl).toBe(url);
    },
  );

  it.each(['mysql://app:pw@db.example/app', 'db.example:5432', 'postgres://app:p#w@x:y/z'])(
    'refuses %s, without showing it',
    (url) => {
      const read = () => readEnvironment([DatabaseConfig], { DATABASE_URL: url });
      expect(read).toThrow(/DATABASE_URL=\(not shown\): must be a postgres:\/\/ URL/);
    },
  );
});
