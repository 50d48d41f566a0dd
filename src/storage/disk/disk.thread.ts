import { parentPort } from 'node:worker_threads';
import { diskJobs } from './disk-jobs.js';
import { type DiskAnswer, type DiskOrder, buffersOf } from './disk-message.js';

/** The program of a disk thread: jobs one after the other, asked and answered over its parent's port. */

parentPort?.on('message', (orders: readonly DiskOrder[]) => {
  const answers = orders.map(answer);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(answers, buffersOf(orders));
});

function answer({ job, parameters }: DiskOrder): DiskAnswer {
  try {
    const work = diskJobs[job] as (...all: readonly unknown[]) => unknown;
    return { result: work(...parameters) };
  } catch (error) {
    const { message } = error as Error;
    return { failure: Object.assign({}, error, { message }) };
  }
}
