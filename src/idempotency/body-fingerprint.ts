import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { BodyFile } from '../jsonapi/request/body-file.js';

/**
 * Tells one request from another. Members in another order make another request; pictures count by their bytes.
 *
 * @param head what else tells them apart, such as method and target
 * @returns a SHA-256, base64url
 */
export async function fingerprintOf(head: string, body: unknown): Promise<string> {
  const files: BodyFile[] = [];
  const text = JSON.stringify(body, (_member, value: unknown) => {
    if (!(value instanceof BodyFile)) return value;
    files.push(value);
    return { file: files.length, bytes: value.bytes };
  });
  const hash = createHash('sha256').update(`${head}\n${text ?? ''}`);
  for (const { path } of files) await pipeline(createReadStream(path), hash, { end: false });
  return hash.digest('base64url');
}
