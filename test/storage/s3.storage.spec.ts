import { createServer, type RequestListener, type Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { S3Storage } from '../../src/storage/s3.storage.js';
import type { StorageError } from '../../src/storage/storage-error.js';
import { describeConcurrency } from './concurrency.contract.js';
import { describeExclusivePuts } from './exclusive-put.contract.js';
import { describeFileStorage, type OpenStorage, someName } from './file-storage.contract.js';
import { type Condition, startLoopbackS3 } from './loopback-s3.js';

beforeAll(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'any');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'any');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

async function open(condition?: Condition): Promise<OpenStorage> {
  const server = await startLoopbackS3(condition);
  const storage = new S3Storage({ ...server, region: 'us-east-1', forcePathStyle: true });
  return {
    storage,
    leftovers: async () => Array<string>(server.openUploads()).fill('an upload in parts'),
    close: async () => {
      storage.onApplicationShutdown();
      await server.close();
    },
  };
}

describeFileStorage('S3', () => open());
describeConcurrency('S3', () => open());
describeExclusivePuts('S3', () => open());

describe.each(['overlooked', 'refused'] as const)('where a condition is %s,', (condition) => {
  const said: string[] = [];

  beforeAll(() => {
    vi.spyOn(Logger.prototype, 'warn').mockImplementation((message) => {
      said.push(String(message));
    });
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });

  describeExclusivePuts('S3', () => open(condition), { rivals: false });

  it('says so, once', () => {
    expect(said).toEqual([
      expect.stringMatching('pictures: the store does not honour If-None-Match'),
    ]);
  });
});

describe('a bucket as storage', () => {
  it('says that it is unavailable when the bucket is not there', async () => {
    const server = await startLoopbackS3();
    const storage = new S3Storage({
      ...server,
      bucket: 'elsewhere',
      region: 'us-east-1',
      forcePathStyle: true,
    });
    const put = storage.put(someName(), Readable.from(['x']), 'image/png');
    await expect(put).rejects.toMatchObject({ name: 'StorageError', fault: 'unavailable' });
    await expect(storage.read(someName())).rejects.toMatchObject({ fault: 'unavailable' });
    storage.onApplicationShutdown();
    await server.close();
  });
});

/** As S3 answers where a name has an object. */
const refuseAsTaken: RequestListener = (request, response) => {
  request.resume();
  response.writeHead(412, { 'content-type': 'application/xml' });
  response.end('<Error><Code>PreconditionFailed</Code></Error>');
};

describe('a store in trouble', () => {
  let spool: string;
  let server: Server;
  let storage: S3Storage;

  beforeEach(async () => {
    spool = await mkdtemp(join(tmpdir(), 'marquee-spool-'));
    await writeFile(join(spool, 'picture'), 'a picture');
  });
  afterEach(async () => {
    storage.onApplicationShutdown();
    server.closeAllConnections();
    server.close();
    await rm(spool, { recursive: true });
  });

  async function answering(listener: RequestListener): Promise<void> {
    server = createServer((request, response) => {
      if (request.url?.includes('probe')) refuseAsTaken(request, response);
      else listener(request, response);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const endpoint = `http://127.0.0.1:${address.port}`;
    storage = new S3Storage({
      bucket: 'pictures',
      region: 'us-east-1',
      endpoint,
      forcePathStyle: true,
    });
  }

  it('puts a file of this machine again when the store was too busy for it', async () => {
    const bodies: string[] = [];
    await answering((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => {
        bodies.push(body);
        response.statusCode = bodies.length < 3 ? 503 : 200;
        response.end();
      });
    });
    await storage.putFile(someName(), join(spool, 'picture'), 'image/png');
    expect(bodies).toEqual(['a picture', 'a picture', 'a picture']);
  });

  it('sends a file of this machine with its length, type and condition, in one request', async () => {
    const seen: unknown[] = [];
    await answering(({ method, headers }, response) => {
      const {
        'content-length': length,
        'content-type': type,
        'if-none-match': condition,
      } = headers;
      seen.push([method, length, type, condition]);
      response.end();
    });
    await storage.putFile(someName(), join(spool, 'picture'), 'image/avif');
    expect(seen).toEqual([['PUT', '9', 'image/avif', '*']]);
  });

  it.each([
    ['its own', (token: string) => ({ 'x-amz-meta-put': token }), 'stored'],
    ["a rival's", () => ({ 'x-amz-meta-put': 'another' }), 'taken'],
    ['one without a token', () => ({}), 'taken'],
  ] as const)(
    'whose first answer got lost tells %s object by its token',
    async (_whose, headersNow, outcome) => {
      const tokens: string[] = [];
      await answering((request, response) => {
        request.resume().on('end', () => {
          if (request.method === 'HEAD') response.writeHead(200, headersNow(tokens[0] ?? '')).end();
          else if (tokens.push(String(request.headers['x-amz-meta-put'])) === 1) response.destroy();
          else refuseAsTaken(request, response);
        });
      });
      const put = storage.putFile(someName(), join(spool, 'picture'), 'image/png');
      const ended = await put.then(
        () => 'stored',
        (error: StorageError) => error.fault,
      );
      expect(ended).toBe(outcome);
      expect(tokens[1], 'the same at each try').toBe(tokens[0]);
    },
  );

  it('says that no space is left', async () => {
    await answering((request, response) => {
      request.resume();
      response.writeHead(507, { 'content-type': 'application/xml' });
      response.end('<Error><Code>XMinioStorageFull</Code></Error>');
    });
    const put = storage.put(someName(), Readable.from(['x']), 'image/png');
    await expect(put).rejects.toMatchObject({ fault: 'full' });
    const putFile = storage.putFile(someName(), join(spool, 'picture'), 'image/png');
    await expect(putFile).rejects.toMatchObject({ fault: 'full' });
  });

  it('says that it is unavailable when nobody listens', async () => {
    await answering(() => {});
    await new Promise((resolve) => {
      server.close(resolve);
    });
    await expect(storage.stat(someName())).rejects.toMatchObject({ fault: 'unavailable' });
    const putFile = storage.putFile(someName(), join(spool, 'picture'), 'image/png');
    await expect(putFile).rejects.toMatchObject({ fault: 'unavailable' });
  });

  it("tells the content's own error, even where the parts sent so far can't be aborted", async () => {
    await answering((request, response) => {
      request.resume().on('end', () => {
        if (request.method === 'DELETE') response.statusCode = 405;
        response.setHeader('etag', '"part"');
        response.end(
          request.method === 'POST'
            ? '<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>'
            : '',
        );
      });
    });
    const reason = new Error('the client is gone');
    const content = Readable.from(
      (async function* () {
        yield Buffer.alloc(6_000_000);
        throw reason;
      })(),
    );
    await expect(storage.put(someName(), content, 'video/mp4')).rejects.toBe(reason);
  });
});
