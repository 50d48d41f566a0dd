// `npm run backup -- marquee.tar`: all rows, and the files that they show, as they are at one instant. A server may
// go on working meanwhile.
import { runProgram } from './program.mjs';

await runProgram('app.backup.js');
