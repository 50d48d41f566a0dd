import { deflateSync, inflateSync } from 'node:zlib';
import { isProfile } from './colour-profile.js';
import { maxProfileBytes } from './structure-limits.js';

/**
 * Writes the data of an iCCP chunk anew: a name of our own, one deflate method, nothing behind the stream.
 * PNG 3rd edition, 11.3.2.3.
 *
 * @returns null where it holds no sound profile
 */
export function rewriteProfile(data: Buffer): Buffer | null {
  const nameEnd = data.subarray(0, 80).indexOf(0);
  if (nameEnd < 1 || data[nameEnd + 1] !== 0) return null;
  const profile = inflate(data.subarray(nameEnd + 2));
  if (profile === null || !isProfile(profile)) return null;
  return Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(profile)]);
}

function inflate(stream: Buffer): Buffer | null {
  try {
    return inflateSync(stream, { maxOutputLength: maxProfileBytes });
  } catch {
    return null;
  }
}
