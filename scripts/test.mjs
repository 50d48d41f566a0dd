// `npm test`: everything that must hold before a change is shared. The last line is the tally.
import { nodeIsTooOld, nodeVersionMessage } from './node-version.mjs';

if (nodeIsTooOld) {
  console.error(nodeVersionMessage);
  process.exitCode = 1;
} else {
  void import('./check.mjs').then(({ check }) => check());
}
