import { setTimeout as pause } from 'node:timers/promises';
import * as reads from './reads.mjs';
import * as strange from './strange-requests.mjs';
import * as writes from './writes.mjs';

/** How often each is done, beside the others. */
const mix = [
  [reads.listOwn, 10],
  [reads.listPublic, 10],
  [reads.getOne, 14],
  [reads.getKnown, 14],
  [reads.getPicture, 12],
  [writes.createEvent, 8],
  [writes.createSpeaker, 8],
  [writes.createBoth, 4],
  [writes.patchText, 8],
  [writes.patchPicture, 8],
  [writes.uploadAndAttach, 6],
  [writes.deleteSpeaker, 3],
  [writes.deleteEvent, 5],
  [strange.hangUpInBody, 4],
  [strange.sendBadPicture, 4],
  [strange.renewSession, 2],
];
const weights = mix.reduce((sum, [, weight]) => sum + weight, 0);

/** After so many the first of them is what matters. */
const faultsAtMost = 20;

/** Lets each lane do one thing after the other, all together at a steady pace. */
export class Driver {
  /** Milliseconds by action. */
  done = new Map(mix.map(([action]) => [action.name, []]));
  /** @type {string[]} */
  faults = [];

  constructor(lanes, perSecond) {
    this.lanes = lanes;
    this.interval = (lanes.length * 1000) / perSecond;
  }

  get count() {
    return [...this.done.values()].reduce((sum, times) => sum + times.length, 0);
  }

  /** @param {AbortSignal} signal ends it, and so do too many faults */
  async run(signal) {
    await Promise.all(this.lanes.map((lane) => this.#drive(lane, signal)));
  }

  async #drive(lane, signal) {
    await pause(Math.random() * this.interval);
    while (!signal.aborted && this.faults.length < faultsAtMost) {
      const milliseconds = await this.#once(lane, choose());
      await pause(Math.max(0, this.interval - milliseconds));
    }
  }

  async #once(lane, action) {
    const start = performance.now();
    await action(lane).catch((error) => this.faults.push(`${action.name}: ${sentenceOf(error)}`));
    const milliseconds = performance.now() - start;
    this.done.get(action.name).push(milliseconds);
    return milliseconds;
  }
}

function choose() {
  let rest = Math.random() * weights;
  return mix.find(([, weight]) => (rest -= weight) < 0)[0];
}

function sentenceOf({ cause, message }) {
  return cause === undefined ? message : `${message}: ${cause.message}`;
}
