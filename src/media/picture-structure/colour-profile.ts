import { maxProfileBytes } from './structure-limits.js';

const headerBytes = 128;

/**
 * Whether these bytes are one ICC profile and nothing besides: what claims to be one and is longer than it
 * says could carry anything. ICC.1:2022, 7.2.
 */
export function isProfile(profile: Buffer): boolean {
  if (profile.length < headerBytes + 4 || profile.length > maxProfileBytes) return false;
  return (
    profile.readUInt32BE(0) === profile.length && profile.toString('latin1', 36, 40) === 'acsp'
  );
}
