// `npm run restore -- marquee.tar`: into an empty database and an empty storage, all or nothing.
import { runProgram } from './program.mjs';

await runProgram('app.restore.js');
