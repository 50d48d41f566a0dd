// `npm start`: from a fresh clone to a running server. Nothing but Node itself may be imported up here.
import { nodeIsTooOld, nodeVersionMessage } from './node-version.mjs';

if (nodeIsTooOld) {
  console.error(nodeVersionMessage);
  process.exitCode = 1;
} else {
  void import('./serve.mjs').then(({ serve }) => serve());
}
