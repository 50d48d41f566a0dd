import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { isProfile } from './colour-profile.js';
import { maxProfileBytes } from './structure-limits.js';

/** On the thread pool: to pack a megabyte takes tens of milliseconds. */
const deflate = promisify(zlib.deflate);
const inflate = promisify(zlib.inflate);

/**
 * Writes the data of an iCCP chunk anew: a name of our own, one deflate method, nothing behind the stream.
 * PNG 3rd edition, 11.3.2.3.
 *
 * @returns null where it holds no sound profile
 */
export async function rewriteProfile(data: Buffer): Promise<Buffer | null> {
  const nameEnd = data.subarray(0, 80).indexOf(0);
  if (nameEnd < 1 || data[nameEnd + 1] !== 0) return null;
  const profile = await unpack(data.subarray(nameEnd + 2));
  if (profile === null || !isProfile(profile)) return null;
  return Buffer.concat([Buffer.from('icc\0\0', 'latin1'), await deflate(profile)]);
}

async function unpack(stream: Buffer): Promise<Buffer | null> {
  try {
    return await inflate(stream, { maxOutputLength: maxProfileBytes });
  } catch {
    return null;
  }
}
