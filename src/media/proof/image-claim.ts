import type { Proof } from '../workers/image-job.js';
import type { PictureFacts } from '../picture-structure/picture-structure.js';

/**
 * Whether the decoder saw the picture that the structure walk saw. A file that is two things at once, one to
 * each reader, is refused by this.
 */
export function proofMatches({ picture, stored }: Proof, claim: PictureFacts): boolean {
  const [long, short] = [stored.width, stored.height].sort((one, other) => other - one);
  const [claimedLong, claimedShort] = [claim.width, claim.height].sort((a, b) => b - a);
  // Decoders take an APNG for a still picture; its other frames were proven by the walk.
  const sameFrames = claim.format === 'png' || picture.frames === claim.frames;
  return sameFrames && long === claimedLong && short === claimedShort;
}
