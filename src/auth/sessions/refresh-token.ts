import { createHash, createHmac, randomBytes } from 'node:crypto';

/** What a client holds to get new access tokens: which session, and a secret that is good once. */
export interface RefreshToken {
  /** A UUID. */
  readonly sessionId: string;
  readonly secret: Buffer;
}

const idBytes = 16;
const secretBytes = 32;

/** 64 characters of base64url. */
export function writeRefreshToken({ secret, sessionId }: RefreshToken): string {
  const id = Buffer.from(sessionId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, secret]).toString('base64url');
}

/** @returns null for what is no refresh token */
export function readRefreshToken(text: string): RefreshToken | null {
  if (!/^[\w-]{64}$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  const [, ...groups] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(
    bytes.toString('hex', 0, idBytes),
  ) as RegExpExecArray;
  return { sessionId: groups.join('-'), secret: bytes.subarray(idBytes) };
}

export const newSecret = () => randomBytes(secretBytes);

/** All that is kept of a secret. It is random, so that there is nothing to guess and no salt to add. */
export function hashOfSecret(secret: Buffer): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The same from the same: a refresh that is repeated because its answer got lost is answered as it was. */
export function successorOf(secret: Buffer, chainKey: Buffer): Buffer {
  return createHmac('sha256', chainKey).update(secret).digest();
}
