import type { Fault } from './fault.js';

const refused = new WeakMap<object, readonly string[]>();

/** For want of room alone: the server is sound, and does what it should under load. */
export function isForCapacity(faults: readonly Fault[]): boolean {
  return faults.length > 0 && faults.every(({ atCapacity }) => atCapacity === true);
}

/** Keeps for the log with which codes an answer refused its request for want of room. */
export function recordCapacity(response: object, faults: readonly Fault[]): void {
  refused.set(
    response,
    faults.map(({ code }) => code),
  );
}

/** @returns undefined for every other answer */
export function capacityCodesOf(response: object): readonly string[] | undefined {
  return refused.get(response);
}
