import { readdirSync, writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { provePicture } from './image-proof.js';
import type { ImageJob, JobResults, WorkerFailure, WorkerReply } from './image-job.js';
import { UndecodablePicture } from './picture-decoder.js';
import { confineSharp } from './picture-sharp.js';
import { reencodePicture, renderPicture } from './rendition-render.js';

/** The program of an image worker: one job at a time, asked and answered over its parent's channel. */

confineSharp();
yieldToTheServer();

// A decoder that never returns holds a thread that `process.exit` waits for.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (job: ImageJob) => void answer(job));

async function answer(job: ImageJob): Promise<void> {
  reply({ state: 'started' });
  reply(await work(job));
  tidy();
}

async function work(job: ImageJob): Promise<WorkerReply> {
  try {
    return { state: 'done', result: await run(job) };
  } catch (error) {
    return failureOf(error);
  }
}

function run(job: ImageJob): Promise<JobResults[ImageJob['kind']]> {
  if (job.kind === 'prove') return provePicture(job);
  return job.kind === 'render' ? renderPicture(job) : reencodePicture(job);
}

function failureOf(error: unknown): WorkerFailure {
  const { message, code } = error as NodeJS.ErrnoException;
  if (error instanceof UndecodablePicture) return { state: 'undecodable', message };
  return { state: 'failed', message, ...(code !== undefined && { code }) };
}

/** Where the server was killed, nobody is left to hear it, and the disconnection ends this process. */
function reply(message: WorkerReply): void {
  process.send?.(message, undefined, undefined, () => {});
}

/** Bytes of pixels that are not worth a collection: what a photograph leaves. */
const untidyBytes = 33_554_432;

/**
 * Gives back the pixels of the last picture before the next one's come. They count for little in what the collector
 * looks at: after animations of 100 megapixels a worker held 560 MB for as long as it lived, and 950 MB at their peak.
 */
function tidy(): void {
  if (process.memoryUsage().external > untidyBytes) globalThis.gc?.();
}

/** Answering comes before decoding, and where memory runs out a decoder is the one to go. */
function yieldToTheServer(): void {
  const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;
  const priority = Math.min(getPriority() + PRIORITY_BELOW_NORMAL, PRIORITY_LOW);
  for (const thread of threads()) setPriority(thread, priority);
  try {
    writeFileSync('/proc/self/oom_score_adj', '500');
  } catch {
    // Not Linux, or not allowed: it would only have been better.
  }
}

/**
 * Linux gives each thread a priority of its own, which those that it starts inherit. Those of Node, which decode, are
 * there already.
 *
 * @returns the numbers of this process' threads; elsewhere 0, which is the whole process
 */
function threads(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [0];
  }
}
