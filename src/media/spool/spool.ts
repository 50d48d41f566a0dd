import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { disk } from '../../storage/disk/disk-threads.js';
import { StorageConfig } from '../../storage/storage.config.js';
import { MediaConfig } from '../media.config.js';
import { SpoolArea } from './spool-area.js';
import { processFolder, sweepSpool } from './spool.sweep.js';

/** Where pictures lie between their arrival and their place in the storage. */
@Injectable()
export class Spool implements OnModuleInit, OnApplicationShutdown {
  readonly #root: string;
  readonly #own = processFolder(randomUUID());

  constructor(
    private readonly config: MediaConfig,
    storage: StorageConfig,
  ) {
    this.#root = resolve(config.spoolDir || join(storage.dataDir, 'spool'));
  }

  /** Absolute; shared by processes. */
  get folder(): string {
    return this.#root;
  }

  async onModuleInit(): Promise<void> {
    // The first of the disk threads starts with it, while there are descriptors for it.
    await disk.do('makeFolder', join(this.#root, this.#own));
    const { spoolMaxAgeMilliseconds } = this.config;
    await sweepSpool(this.#root, this.#own, Date.now() - spoolMaxAgeMilliseconds);
  }

  async onApplicationShutdown(): Promise<void> {
    await rm(join(this.#root, this.#own), { recursive: true, force: true });
  }

  /** For one request, whose end is to dispose of it. */
  area(): SpoolArea {
    return new SpoolArea(join(this.#root, this.#own, randomUUID()));
  }
}
