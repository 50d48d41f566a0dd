import { describe, expect, it } from 'vitest';
import { migrationSource } from './migration-source.js';

describe('migrationSource', () => {
  it('names the class by name and timestamp, as TypeORM demands', () => {
    expect(migrationSource('AddEvents', 1_764_000_000_000, { up: [], down: [] })).toContain(
      'export class AddEvents1764000000000 implements MigrationInterface',
    );
  });

  it('writes SQL that reads back unchanged, whatever stands in it', () => {
    const query = "COMMENT ON TABLE a IS 'a `tick`, a \\ and a ${dollar}'";
    const source = migrationSource('A', 1, { up: [query], down: [] });
    const literal = /query\((`[^]*?`)\);/.exec(source)?.[1] ?? '';
    // oxlint-disable-next-line typescript/no-implied-eval -- the generated text is what is tested
    expect(new Function(`return ${literal}`)()).toBe(query);
  });
});
