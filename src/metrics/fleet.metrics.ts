import { randomUUID } from 'node:crypto';
import cluster from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';

const kind = 'marquee:metrics';

/** Between a worker and the process that watches over all. */
interface Message {
  readonly type: typeof kind;
  readonly id: string;
  /** Of the answer; null where not all workers could be asked. */
  readonly text?: string | null;
}

/** In the process that watches over workers: asks all of them for whichever wants to know. */
export function answerForAllWorkers(): void {
  const all = new AggregatorRegistry();
  cluster.on('message', (worker, message: Message) => {
    if (message.type !== kind) return;
    const answer = (text: string | null) => worker.send({ type: kind, id: message.id, text });
    all.clusterMetrics().then(answer, () => answer(null));
  });
}

/** @throws Error where not all workers could be asked */
export async function metricsOf(registry: Registry): Promise<string> {
  return cluster.isWorker ? metricsOfAllWorkers() : registry.metrics();
}

/** Lets the others ask for this worker's part. */
export function shareMetrics(registry: Registry): void {
  if (!cluster.isWorker) return;
  // Its making listens to the others.
  void new AggregatorRegistry();
  AggregatorRegistry.setRegistries(registry);
}

function metricsOfAllWorkers(): Promise<string> {
  const id = randomUUID();
  return new Promise((resolve, reject) => {
    process.on('message', function hear(message: Message) {
      if (message.type !== kind || message.id !== id) return;
      process.off('message', hear);
      if (typeof message.text === 'string') resolve(message.text);
      else reject(new Error('Not all workers tell their metrics'));
    });
    process.send?.({ type: kind, id } satisfies Message);
  });
}
