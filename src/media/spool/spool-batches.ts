/** Several chunks of a socket: waking a thread costs more than writing one of them. */
const batchBytes = 262_144;

/** Enough for the pictures that are under way at once on a busy machine; 8 MB. */
const keptBatches = 32;

/** Reused, as buffers of this size are slow to get and late to be collected. */
const batches: Buffer[] = [];

export function borrowBatch(): Buffer {
  return batches.pop() ?? Buffer.allocUnsafeSlow(batchBytes);
}

export function returnBatch(batch: Buffer): void {
  if (batches.length < keptBatches) batches.push(batch);
}
