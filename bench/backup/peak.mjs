import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Last words of the process itself: nobody else sees the most that it ever had. In kilobytes. */
const tellPeak =
  'data:text/javascript,process.on("exit",()=>process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`))';

/**
 * Runs a program to its end.
 *
 * @param {string} program
 * @param {string} argument
 * @param {Record<string, string>} settings
 * @returns {Promise<number>} megabytes
 * @throws Error with its words, where it fails
 */
export async function peakOf(program, argument, settings) {
  const child = spawn(process.execPath, ['--import', tellPeak, program, argument], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [words, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new Error(words);
  return (Number(/^peak (\d+)$/m.exec(words)?.[1]) * 1024) / 1e6;
}
