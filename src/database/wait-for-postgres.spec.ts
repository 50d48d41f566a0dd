import { describe, expect, it } from 'vitest';
import { DatabaseStartError } from './database-start-error.js';
import { waitForPostgres } from './wait-for-postgres.js';

/** Nobody listens there, and nobody is given it. */
const closedPort = 1;

describe('waitForPostgres', () => {
  it('waits as long as it may, says so once, and ends with a message that keeps the password', async () => {
    const told: string[] = [];
    const url = `postgres://app:s3cret@127.0.0.1:${closedPort}/shop`;
    const waiting = { waitSeconds: 1, onWait: (message: string) => void told.push(message) };
    const started = performance.now();
    const fault = await waitForPostgres(url, waiting).catch((error: unknown) => error);
    expect(performance.now() - started).toBeGreaterThan(900);
    expect(fault).toBeInstanceOf(DatabaseStartError);
    const { message, stack } = fault as DatabaseStartError;
    expect(message).toContain(`127.0.0.1:${closedPort}/shop`);
    expect(message).toContain('ECONNREFUSED');
    expect(`${message} ${stack} ${told.join(' ')}`).not.toContain('s3cret');
    expect(told).toHaveLength(1);
  });
});
