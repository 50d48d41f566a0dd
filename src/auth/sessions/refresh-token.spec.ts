import { assert, property, string, uint8Array, uuid } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hashOfSecret,
  newSecret,
  readRefreshToken,
  successorOf,
  writeRefreshToken,
} from './refresh-token.js';

describe('a refresh token', () => {
  it('is read as it was written', () => {
    assert(
      property(uuid(), uint8Array({ minLength: 32, maxLength: 32 }), (sessionId, bytes) => {
        const token = { sessionId, secret: Buffer.from(bytes) };
        const text = writeRefreshToken(token);
        expect(text).toMatch(/^[\w-]{64}$/);
        expect(readRefreshToken(text)).toEqual(token);
      }),
    );
  });

  it.each(['', 'a', 'a'.repeat(63), 'a'.repeat(65), `${'a'.repeat(63)}+`, ` ${'a'.repeat(63)}`])(
    'is not %j',
    (text) => {
      expect(readRefreshToken(text)).toBeNull();
    },
  );

  it('is read or refused, whatever is sent', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(readRefreshToken(text)?.secret.length ?? 32).toBe(32);
      }),
    );
  });

  it('has one successor in its own session, and another in another', () => {
    const [secret, key, other] = [newSecret(), newSecret(), newSecret()];
    expect(successorOf(secret, key)).toEqual(successorOf(secret, key));
    expect(successorOf(secret, key)).not.toEqual(successorOf(secret, other));
    expect(successorOf(secret, key)).not.toEqual(hashOfSecret(secret));
  });
});
