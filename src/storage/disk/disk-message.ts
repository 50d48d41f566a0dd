import type { DiskJobs } from './disk-jobs.js';

/** What a disk thread is told, a list of them at a time; it answers each, in their order. */
export interface DiskOrder {
  readonly job: keyof DiskJobs;
  readonly parameters: readonly unknown[];
}

/** An error loses its code on its way between threads: its members travel instead. */
export type DiskAnswer =
  | { readonly result: unknown }
  | { readonly failure: Readonly<Record<string, unknown>> & { readonly message: string } };

/**
 * The buffers that go along with a message, and come back with its answer: a thread that kept them would seldom collect
 * them, as it makes little else. Of a buffer that is not theirs alone, bytes are copied.
 */
export function buffersOf(orders: readonly DiskOrder[]): ArrayBuffer[] {
  return orders
    .flatMap(({ parameters }) => parameters)
    .flatMap((one) => (ownsItsBuffer(one) ? [one.buffer] : []));
}

function ownsItsBuffer(value: unknown): value is Uint8Array<ArrayBuffer> {
  return value instanceof Uint8Array && value.byteLength === value.buffer.byteLength;
}
