import type { Readable } from 'node:stream';
import { type ByteRange, FileStorage, type StoredFile } from '../../src/storage/file-storage.js';
import { StorageError } from '../../src/storage/storage-error.js';
import type { FileName } from '../../src/storage/storage-key.js';

export type Mood = 'works' | 'fails' | 'stalls';

/** A real storage on a bad day. */
export class UnreliableStorage extends FileStorage {
  mood: Mood = 'works';
  /** So many steps go well before the mood counts. */
  patience = 0;
  /** Happens before the next file is put, once. */
  beforePut: (() => Promise<unknown>) | null = null;
  /** Happens before each look at what is there. */
  beforeList: () => void = () => {};
  /** The steps that stalled go on. */
  #awake: (() => void)[] = [];
  /** What became of them. */
  readonly late: Promise<unknown>[] = [];

  constructor(private readonly storage: FileStorage) {
    super();
  }

  /** What was stalled happens now, long after everybody gave it up. */
  async recover(): Promise<void> {
    this.mood = 'works';
    this.patience = 0;
    for (const wake of this.#awake.splice(0)) wake();
    await Promise.allSettled(this.late.splice(0));
  }

  override put(name: FileName, content: Readable, type: string): Promise<void> {
    return this.#step(name, () => this.storage.put(name, content, type));
  }

  override putFile(name: FileName, path: string, type: string): Promise<void> {
    return this.#put(name, () => this.storage.putFile(name, path, type));
  }

  override putDerived(name: FileName, path: string, type: string): Promise<void> {
    return this.#put(name, () => this.storage.putDerived(name, path, type));
  }

  #put(name: FileName, work: () => Promise<void>): Promise<void> {
    const { beforePut } = this;
    this.beforePut = null;
    const put = () => this.#step(name, work);
    if (beforePut === null) return put();
    return this.#remembered(beforePut().then(put));
  }

  override read(name: FileName, range?: ByteRange): Promise<Readable> {
    return this.#step(name, () => this.storage.read(name, range));
  }

  override stat(name: FileName): Promise<StoredFile | null> {
    return this.#step(name, () => this.storage.stat(name));
  }

  override delete(name: FileName): Promise<void> {
    return this.#step(name, () => this.storage.delete(name));
  }

  override async *list(prefix: string): AsyncGenerator<StoredFile> {
    this.beforeList();
    await this.#step(prefix, async () => {});
    yield* this.storage.list(prefix);
  }

  async #step<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (this.mood === 'works') return work();
    if (this.patience-- > 0) return this.#remembered(work());
    if (this.mood === 'fails') throw new StorageError('unavailable', `a bad day for ${name}`);
    const waking = new Promise<void>((resolve) => {
      this.#awake.push(resolve);
    });
    return this.#remembered(waking.then(work));
  }

  /** Whoever gave it up too soon does not hear what became of it. */
  #remembered<T>(done: Promise<T>): Promise<T> {
    this.late.push(done);
    return done;
  }
}
