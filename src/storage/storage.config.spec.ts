import { isAbsolute, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../config/env.js';
import { StorageConfig } from './storage.config.js';

function read(raw: Record<string, string>): StorageConfig {
  return readEnvironment([StorageConfig], raw)[0];
}

describe('the settings of the storage', () => {
  it('are a folder of this machine when nothing is set', () => {
    const config = read({});
    expect(config.mediaStorage).toBe('local');
    expect(isAbsolute(config.mediaFolder)).toBe(true);
    expect(config.mediaFolder.endsWith(join('.data', 'media'))).toBe(true);
  });

  it('keep pictures under DATA_DIR', () => {
    expect(read({ DATA_DIR: '/srv/marquee' }).mediaFolder).toBe('/srv/marquee/media');
  });

  it('take a bucket on any store', () => {
    const config = read({
      MEDIA_STORAGE: 's3',
      S3_BUCKET: 'pictures',
      S3_ENDPOINT: 'http://127.0.0.1:9000',
      S3_REGION: 'eu-central-1',
      S3_FORCE_PATH_STYLE: 'true',
    });
    expect(config).toMatchObject({
      s3Bucket: 'pictures',
      s3Endpoint: 'http://127.0.0.1:9000',
      s3Region: 'eu-central-1',
      s3ForcePathStyle: true,
    });
  });

  it('take an endpoint by the name it has between containers', () => {
    const raw = { MEDIA_STORAGE: 's3', S3_BUCKET: 'pictures', S3_ENDPOINT: 'http://store:8333' };
    expect(read(raw).s3Endpoint).toBe('http://store:8333');
  });

  it('ask for a bucket by name where S3 is chosen, and only there', () => {
    expect(() => read({ MEDIA_STORAGE: 's3' })).toThrow(
      /S3_BUCKET=: must name a bucket when MEDIA_STORAGE is s3/,
    );
    expect(() => read({ MEDIA_STORAGE: 's3', S3_BUCKET: 'No_Bucket' })).toThrow(/S3_BUCKET/);
    expect(read({ S3_BUCKET: 'No_Bucket' }).mediaStorage).toBe('local');
  });

  it('refuse an unknown storage, an endpoint that is no URL and a switch that is none', () => {
    const raw = {
      MEDIA_STORAGE: 's3',
      S3_BUCKET: 'pictures',
      S3_ENDPOINT: 'store:8333',
      S3_FORCE_PATH_STYLE: 'maybe',
    };
    expect(() => read(raw)).toThrow(/S3_ENDPOINT[\s\S]*S3_FORCE_PATH_STYLE=maybe/);
    expect(() => read({ MEDIA_STORAGE: 'tape' })).toThrow(/MEDIA_STORAGE=tape/);
  });
});
