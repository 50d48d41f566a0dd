import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditConfig } from '../../src/audit/audit.config.js';
import { PrivilegedChangeRetention } from '../../src/audit/privileged-change.retention.js';
import { readEnvironment } from '../../src/config/env.js';
import { Housekeeping } from '../../src/database/housekeeping.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { query } from '../support/traces.js';

const setting = 'PRIVILEGED_CHANGES_KEPT_DAYS';

describe('old privileged changes', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
    for (const days of [89, 91, 399, 401])
      await query(
        app,
        `INSERT INTO privileged_changes (resource_type, resource_id, action, created_at)
         VALUES ('sample', $1::int, 'update', now() - make_interval(days => $1::int))`,
        [days],
      );
  });

  afterAll(() => app?.close());

  /** By their age in days. */
  async function kept(): Promise<readonly number[]> {
    const rows = await query<{ days: string }>(
      app,
      `SELECT resource_id AS days FROM privileged_changes WHERE resource_type = 'sample' ORDER BY 1`,
    );
    return rows.map(({ days }) => Number(days));
  }

  async function keepHouse(days: number): Promise<void> {
    const { url } = app.database;
    const server = await startTestApp({ DATABASE_URL: url, [setting]: String(days) });
    await server.nest.get(Housekeeping).run();
    await server.close();
  }

  it('are kept for ever, unless a setting says otherwise', async () => {
    // Not as the housekeeping does it, which goes on after a refusal of the database.
    expect(await app.nest.get(PrivilegedChangeRetention).forgetOld()).toBe(0);
    expect(await kept()).toEqual([89, 91, 399, 401]);
  });

  it('are removed when they are as old as the setting says', async () => {
    await keepHouse(400);
    expect(await kept()).toEqual([89, 91, 399]);
    await keepHouse(90);
    expect(await kept()).toEqual([89]);
  });

  it('are removed by nobody within 90 days, and no such setting starts a server', async () => {
    const remove = "DELETE FROM privileged_changes WHERE resource_type = 'sample'";
    await expect(query(app, remove)).rejects.toMatchObject({ code: '55000' });
    for (const days of ['1', '89', '-1', '90.5', '36501'])
      expect(() => readEnvironment([AuditConfig], { [setting]: days })).toThrow(setting);
    for (const days of ['0', '90', '36500'])
      expect(() => readEnvironment([AuditConfig], { [setting]: days })).not.toThrow();
  });
});
