import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileStorage } from '../../src/storage/file-storage.js';
import { LocalStorage } from '../../src/storage/local.storage.js';
import { S3Storage } from '../../src/storage/s3.storage.js';
import { StorageConfig } from '../../src/storage/storage.config.js';
import { StorageModule, storageDriver } from '../../src/storage/storage.module.js';

describe('the storage of the app', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'marquee-data-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  async function storageBy(settings: Partial<StorageConfig>): Promise<FileStorage> {
    const config = Object.assign(new StorageConfig(), { dataDir }, settings);
    @Module({})
    class Settings {}
    const app = await Test.createTestingModule({
      imports: [
        {
          module: Settings,
          global: true,
          providers: [{ provide: StorageConfig, useValue: config }],
          exports: [StorageConfig],
        },
        StorageModule,
      ],
    }).compile();
    const storage = app.get<FileStorage>(storageDriver);
    await app.close();
    return storage;
  }

  it('is a folder, or a bucket where the settings say so', async () => {
    expect(await storageBy({})).toBeInstanceOf(LocalStorage);
    expect(await storageBy({ mediaStorage: 's3', s3Bucket: 'pictures' })).toBeInstanceOf(S3Storage);
  });
});
