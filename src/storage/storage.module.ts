import { Global, Module } from '@nestjs/common';
import { BoundedStorage } from './bounded.storage.js';
import { FileStorage } from './file-storage.js';
import { LocalStorage } from './local.storage.js';
import { StorageConfig } from './storage.config.js';

/** The store as it is: it may never answer. Everybody but the module injects `FileStorage`. */
export const storageDriver = Symbol('storage driver');

/** Gives the whole app the storage that the settings name, each answer of which comes within the deadline. */
@Global()
@Module({
  providers: [
    { provide: storageDriver, useFactory: openStorage, inject: [StorageConfig] },
    {
      provide: FileStorage,
      useFactory: (driver: FileStorage, config: StorageConfig) =>
        new BoundedStorage(driver, config),
      inject: [storageDriver, StorageConfig],
    },
  ],
  exports: [FileStorage],
})
export class StorageModule {}

/** @throws StorageError where a local folder can't be made or written */
export async function openStorage(config: StorageConfig): Promise<FileStorage> {
  if (config.mediaStorage === 'local') return LocalStorage.open(config.mediaFolder);
  // Imported only here: the AWS SDK costs a laptop's start time and memory that it would not use.
  const { S3Storage } = await import('./s3.storage.js');
  return new S3Storage({
    bucket: config.s3Bucket,
    region: config.s3Region,
    endpoint: config.s3Endpoint,
    forcePathStyle: config.s3ForcePathStyle,
    linked: config.mediaDelivery === 'redirect',
  });
}
