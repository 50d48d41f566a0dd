import type { Proof } from './image-job.js';
import type { PictureFacts } from './picture-structure/picture-structure.js';

/**
 * Whether the decoder saw the picture that the structure walk saw. A file that is two things at once, one to
 * each reader, is refused by this.
 */
export function proofMatches({ picture, stored }: Proof, claim: PictureFacts): boolean {
  const [long, short] = [stored.width, stored.height].sort((one, other) => other - one);
  const [claimedLong, claimedShort] = [claim.width, claim.height].sort((a, b) => b - a);
  return picture.frames === claim.frames && long === claimedLong && short === claimedShort;
}
