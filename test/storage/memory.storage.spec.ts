import { MemoryStorage } from '../../src/storage/memory.storage.js';
import { describeConcurrency } from './concurrency.contract.js';
import { describeExclusivePuts } from './exclusive-put.contract.js';
import { describeFileStorage, type OpenStorage } from './file-storage.contract.js';

async function open(): Promise<OpenStorage> {
  return { storage: new MemoryStorage(), leftovers: async () => [], close: async () => {} };
}

describeFileStorage('memory', open);
describeConcurrency('memory', open);
describeExclusivePuts('memory', open);
