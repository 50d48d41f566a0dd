import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Body,
  Controller,
  Delete,
  Get,
  type INestApplication,
  type CanActivate,
  Injectable,
  Module,
  Post,
  UseGuards,
} from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { formOf, formType } from '../../../test/support/form.js';
import { JsonApiExceptionFilter } from '../../jsonapi/errors/json-api-exception.filter.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { unauthenticated } from '../../jsonapi/errors/request.errors.js';
import { LinkBuilder } from '../../jsonapi/response/link-builder.js';
import { JsonApiAdapter } from '../../jsonapi/response/json-api.adapter.js';
import { StorageConfig } from '../../storage/storage.config.js';
import { AcceptsFiles } from './accepts-files.js';
import { AcceptsUpload } from './accepts-upload.js';
import { BodyInterceptor } from './body.interceptor.js';
import type { FormBody } from './form.reader.js';
import { MediaConfig } from '../media.config.js';
import { uploadBytesUsedUp } from '../quota/quota.errors.js';
import { RefusedDataUri } from './refused-data-uri.js';
import { Spool } from '../spool/spool.js';
import { SpooledFile } from '../spool/spooled-file.js';
import type { ImageWorkers } from '../workers/image.workers.js';
import type { UploadCharge, UploadQuota } from '../quota/upload-quota.js';
import { UploadReception } from '../quota/upload-reception.js';
import { UploadConfig } from '../quota/upload.config.js';

@Injectable()
class NobodyGuard implements CanActivate {
  canActivate(): boolean {
    throw new JsonApiError(unauthenticated());
  }
}

const seen: unknown[] = [];

/** A till of its own: so many bytes are left, and what was charged and corrected is written down. */
const quota = {
  left: Infinity,
  charged: [] as UploadCharge[],
  corrected: [] as number[],
  charge(_uploader: unknown, charge: UploadCharge): Promise<number> {
    if (charge.bytes > quota.left) throw new JsonApiError(uploadBytesUsedUp(quota.left, 60));
    quota.charged.push(charge);
    quota.left -= charge.bytes;
    return Promise.resolve(quota.left);
  },
  correct(_uploader: unknown, bytes: number): Promise<void> {
    quota.corrected.push(bytes);
    return Promise.resolve();
  },
};

@Controller()
class PicturesController {
  @Post('picture')
  @AcceptsFiles('data')
  async picture(@Body() body: { data: unknown }) {
    const { data } = body;
    if (data instanceof RefusedDataUri) throw new JsonApiError(data.fault('/data'));
    return data instanceof SpooledFile
      ? { bytes: (await readFile(data.path)).length, label: data.label }
      : { data };
  }

  @Post('upload')
  @AcceptsUpload({ kind: 'file', parts: { file: 1 }, alone: 'image/' })
  async upload(@Body() body: SpooledFile | FormBody) {
    const files = body instanceof SpooledFile ? [body] : (body['file'] ?? []);
    return Promise.all(
      files.map(async ({ label, name, path }) => [label, name, (await readFile(path)).length]),
    );
  }

  @Post('plain')
  plain(@Body() body: unknown) {
    return { body: body instanceof RefusedDataUri ? 'refused' : body };
  }

  @Post('closed')
  @UseGuards(NobodyGuard)
  closed() {
    seen.push('closed');
  }

  @Delete('picture')
  remove(@Body() body: unknown) {
    return { body: body ?? null };
  }

  @Get('picture')
  get(@Body() body: unknown) {
    return { body: body ?? null };
  }
}

const workers = { full: false };
const reception = new UploadReception(
  quota as Pick<UploadQuota, 'charge' | 'correct'> as UploadQuota,
  workers as Pick<ImageWorkers, 'full'> as ImageWorkers,
  Object.assign(new UploadConfig(), { uploadsAtOnce: 2 }),
);

const config = Object.assign(new MediaConfig(), {
  jsonMaxBytes: 1024,
  mediaMaxBytes: 3_000_000,
  filesMaxBytes: 2_000_000,
});

/** Where it is not what a test is about, a silence may last: a busy machine is silent, too. */
function loseSoonPatience(): void {
  const { bodySilenceMilliseconds } = config;
  config.bodySilenceMilliseconds = 1000;
  onTestFinished(() => void Object.assign(config, { bodySilenceMilliseconds }));
}

let app: INestApplication;
let folder: string;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'body-'));
  config.spoolDir = join(folder, 'spool');

  @Module({
    controllers: [PicturesController],
    providers: [
      { provide: MediaConfig, useValue: config },
      { provide: StorageConfig, useValue: new StorageConfig() },
      { provide: LinkBuilder, useValue: new LinkBuilder('http://127.0.0.1') },
      { provide: UploadReception, useValue: reception },
      Spool,
      { provide: APP_INTERCEPTOR, useClass: BodyInterceptor },
      { provide: APP_FILTER, useClass: JsonApiExceptionFilter },
    ],
  })
  class TestModule {}

  app = await NestFactory.create(TestModule, new JsonApiAdapter(), {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer() as { address(): AddressInfo }).address().port;
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any -- whatever JSON came
}

async function answerOf(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return {
    status: response.statusCode,
    headers: response.headers,
    body: text === '' ? null : JSON.parse(text),
  };
}

function open(method: string, path: string, headers: OutgoingHttpHeaders = {}) {
  const client = request({
    port,
    host: '127.0.0.1',
    method,
    path,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const answer = once(client, 'response').then(([response]) =>
    answerOf(response as IncomingMessage),
  );
  return { client, answer };
}

async function send(
  method: string,
  path: string,
  body?: string,
  headers?: OutgoingHttpHeaders,
): Promise<Answer> {
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const { answer, client } = open(method, path, { ...length, ...headers });
  client.end(body);
  return answer;
}

const pictureOf = (bytes: number) =>
  JSON.stringify({ data: `data:image/jpg;base64,${Buffer.alloc(bytes, 7).toString('base64')}` });

async function spooled(): Promise<number> {
  const root = join(folder, 'spool');
  const [own = ''] = await readdir(root);
  return (await readdir(join(root, own))).length;
}

beforeEach(() => Object.assign(quota, { left: Infinity, charged: [], corrected: [] }));

async function emptySpool(): Promise<void> {
  await expect.poll(spooled).toBe(0);
}

describe('BodyInterceptor', () => {
  it('hands a picture to the handler as a file, which is gone afterwards', async () => {
    const { body, status } = await send('POST', '/picture', pictureOf(2_000_000));
    expect({ status, body }).toEqual({
      status: 201,
      body: { bytes: 2_000_000, label: 'image/jpg' },
    });
    await emptySpool();
  });

  it('hands plain JSON to the handler, also of the JSON:API type and in UTF-8', async () => {
    const headers = { 'content-type': 'application/vnd.api+json' };
    const { body } = await send('POST', '/plain', '{"é":[1,"data:,x"]}', headers);
    expect(body).toEqual({ body: { é: [1, 'data:,x'] } });
  });

  it('takes DELETE with a body, with an empty one and without', async () => {
    expect((await send('DELETE', '/picture', '{"data":[]}')).body).toEqual({ body: { data: [] } });
    expect((await send('DELETE', '/picture', '')).body).toEqual({ body: null });
    const chunked = { 'transfer-encoding': 'chunked' };
    expect((await send('DELETE', '/picture', undefined, chunked)).body).toEqual({ body: null });
  });

  it('does not look at the body of a GET, or of another type', async () => {
    expect((await send('GET', '/picture', '{"data":1}')).body).toEqual({ body: null });
    expect((await send('POST', '/plain', 'GIF89a', { 'content-type': 'image/gif' })).body).toEqual(
      {},
    );
  });

  it('reads nothing from a caller whom a guard refuses', async () => {
    expect((await send('POST', '/closed', '{"nonsense')).status).toBe(401);
    expect(seen).toEqual([]);
  });

  it('refuses a compressed body by its header', async () => {
    const { body, headers, status } = await send('POST', '/picture', 'x', {
      'content-encoding': 'gzip',
    });
    expect(status).toBe(415);
    expect(headers['accept-encoding']).toBe('identity');
    expect(body.errors[0].source).toEqual({ header: 'Content-Encoding' });
  });

  it('refuses what is announced too large before a byte of it is sent', async () => {
    const { answer, client } = open('POST', '/picture', { 'content-length': '50000000' });
    client.flushHeaders();
    const { body, headers, status } = await answer;
    expect({ status, connection: headers.connection }).toEqual({
      status: 413,
      connection: 'close',
    });
    expect(body.errors[0].meta.actual).toBe(50_000_000);
    client.destroy();
  });

  it('refuses a picture as soon as its limit is passed, and reads no further', async () => {
    const { answer, client } = open('POST', '/picture', { 'transfer-encoding': 'chunked' });
    client.on('error', () => {});
    client.write(pictureOf(3_300_000).slice(0, -2));
    const { body, headers, status } = await answer;
    expect({ status, connection: headers.connection }).toEqual({
      status: 413,
      connection: 'close',
    });
    expect(body.errors[0]).toMatchObject({
      code: 'picture-too-large',
      source: { pointer: '/data' },
    });
    client.destroy();
    await emptySpool();
  });

  it('answers 408 after a silence in the midst of a picture', async () => {
    loseSoonPatience();
    const { answer, client } = open('POST', '/picture', { 'transfer-encoding': 'chunked' });
    client.write(pictureOf(900_000).slice(0, -2));
    const { headers, status } = await answer;
    expect({ status, connection: headers.connection }).toEqual({
      status: 408,
      connection: 'close',
    });
    client.destroy();
    await emptySpool();
  });

  it('leaves nothing behind when the sender goes away', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(
      'POST /picture HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n' +
        pictureOf(300_000),
    );
    await expect.poll(spooled).toBe(1);
    socket.destroy();
    await emptySpool();
  });

  it('answers 422 at the pointer and keeps the connection when the whole body was read', async () => {
    const { body, headers, status } = await send(
      'POST',
      '/picture',
      '{"data":"data:image/png;base64,QUI"}',
    );
    expect(status).toBe(422);
    expect(headers.connection).not.toBe('close');
    expect(body.errors[0]).toMatchObject({ code: 'invalid-base64', source: { pointer: '/data' } });
  });

  it('charges nothing for a body without pictures, and none for one where no picture belongs', async () => {
    await send('POST', '/plain', '{"data":"text"}');
    await send('POST', '/plain', pictureOf(900));
    expect(quota).toMatchObject({ charged: [], corrected: [] });
  });

  it('charges a picture once, by what its body announces', async () => {
    const body = pictureOf(900_000);
    await send('POST', '/picture', body);
    const announced = Math.floor(body.length * 0.75);
    expect(quota).toMatchObject({ charged: [{ uploads: 1, bytes: announced }], corrected: [] });
  });

  it('refuses a picture that is announced too large for what is left, before it is sent', async () => {
    quota.left = 100_000;
    const { answer, client } = open('POST', '/picture', { 'content-length': '400000' });
    client.write('{"data":"data:image/png;base64,QUJD');
    const { body, headers, status } = await answer;
    expect({ status, retryAfter: headers['retry-after'], connection: headers.connection }).toEqual({
      status: 429,
      retryAfter: '60',
      connection: 'close',
    });
    expect(body.errors[0].code).toBe('upload-bytes-used-up');
    client.destroy();
    await emptySpool();
  });

  it('refuses a picture that was not announced as soon as nothing is left for it', async () => {
    quota.left = 100_000;
    const { answer, client } = open('POST', '/picture', { 'transfer-encoding': 'chunked' });
    client.on('error', () => {});
    client.write(pictureOf(300_000).slice(0, -2));
    expect((await answer).status).toBe(429);
    client.destroy();
    await emptySpool();
  });

  it('charges a picture that was not announced by its bytes', async () => {
    const body = pictureOf(300_000);
    const { answer, client } = open('POST', '/picture', { 'transfer-encoding': 'chunked' });
    client.end(body);
    expect((await answer).status).toBe(201);
    expect(quota).toMatchObject({
      charged: [
        { uploads: 1, bytes: 0 },
        { uploads: 0, bytes: 300_000 },
      ],
      corrected: [],
    });
  });

  it('gives back what was announced and never sent', async () => {
    loseSoonPatience();
    const { answer, client } = open('POST', '/picture', { 'content-length': '2000000' });
    client.write(pictureOf(300_000).slice(0, -2));
    expect((await answer).status).toBe(408);
    client.destroy();
    const [given = 0] = quota.corrected;
    expect(given).toBeCloseTo(300_000 - 1_500_000, -2);
  });

  it('takes pictures of so many requests at once, and more when one has ended, however it ended', async () => {
    const begin = () => {
      const opened = open('POST', '/picture', { 'transfer-encoding': 'chunked' });
      opened.client.on('error', () => {});
      opened.answer.catch(() => {});
      opened.client.write(pictureOf(3000).slice(0, -2));
      return opened;
    };
    const senders = [begin(), begin()];
    await expect.poll(() => reception.present).toBe(2);
    const late = await begin().answer;
    expect({ status: late.status, retryAfter: late.headers['retry-after'] }).toEqual({
      status: 503,
      retryAfter: '5',
    });
    expect(late.body.errors[0].code).toBe('too-many-uploads-at-once');
    expect((await send('POST', '/plain', '{"data":"text"}')).status).toBe(201);
    senders[0]!.client.destroy();
    await expect.poll(() => reception.present).toBe(1);
    expect((await send('POST', '/picture', pictureOf(3000))).status).toBe(201);
    senders[1]!.client.end('"}');
    expect((await senders[1]!.answer).status).toBe(201);
    expect(reception.present).toBe(0);
  });

  it('refuses a picture that would find no place in the queue, before it is sent', async () => {
    workers.full = true;
    onTestFinished(() => void (workers.full = false));
    const { answer, client } = open('POST', '/picture', { 'content-length': '400000' });
    client.write('{"data":"data:image/png;base64,QUJD');
    const { body, status } = await answer;
    expect({ status, code: body.errors[0].code }).toEqual({
      status: 503,
      code: 'image-workers-busy',
    });
    client.destroy();
    expect(quota.charged).toEqual([]);
    expect(reception.present).toBe(0);
  });
});

const formWith = (bytes: number) =>
  formOf([
    {
      name: 'file',
      fileName: 'talk.pdf',
      type: 'application/pdf',
      content: Buffer.alloc(bytes, 7),
    },
  ]);

/** The beginning of a body that is a file, by itself or in a form, and how it is to be sent. */
const halves: readonly (readonly [string, string, (bytes: number) => Buffer, string])[] = [
  ['a form', formType, (bytes) => formWith(bytes).subarray(0, -9), '/file'],
  ['a file by itself', 'image/jpeg', (bytes) => Buffer.alloc(bytes, 7), ''],
];

describe('BodyInterceptor on a route for uploads', () => {
  it('hands over a file with what its sender says of it, from a form and by itself', async () => {
    const form = await send('POST', '/upload', formWith(2_000_000).toString('latin1'), {
      'content-type': formType,
    });
    expect(form).toMatchObject({ status: 201, body: [['application/pdf', 'talk.pdf', 2_000_000]] });
    const alone = await send('POST', '/upload', 'GIF89a', { 'content-type': 'Image/GIF; x=y' });
    expect(alone).toMatchObject({ status: 201, body: [['image/gif', null, 6]] });
    await emptySpool();
  });

  it('refuses other types by their header, and a JSON body where it was not asked for', async () => {
    for (const type of ['text/plain', 'application/json', 'application/pdf', 'multipart/mixed']) {
      const { body, status } = await send('POST', '/upload', '{}', { 'content-type': type });
      expect({ status, source: body.errors[0].source }).toEqual({
        status: 415,
        source: { header: 'Content-Type' },
      });
    }
  });

  it.each(halves)('refuses %s that is announced too large', async (_name, type) => {
    const { answer, client } = open('POST', '/upload', {
      'content-type': type,
      'content-length': '50000000',
    });
    client.flushHeaders();
    const { body, headers, status } = await answer;
    expect({ status, connection: headers.connection }).toEqual({
      status: 413,
      connection: 'close',
    });
    expect(body.errors[0].meta.actual).toBe(50_000_000);
    client.destroy();
  });

  it.each(halves)('refuses %s as soon as a limit is passed', async (_name, type, half, pointer) => {
    const { answer, client } = open('POST', '/upload', {
      'content-type': type,
      'transfer-encoding': 'chunked',
    });
    client.on('error', () => {});
    client.write(half(3_300_000));
    const { body, headers, status } = await answer;
    expect({ status, connection: headers.connection }).toEqual({
      status: 413,
      connection: 'close',
    });
    expect(body.errors[0]).toMatchObject({ code: 'file-too-large', source: { pointer } });
    client.destroy();
    await emptySpool();
  });

  it.each(halves)('answers 408 after a silence in the midst of %s', async (_name, type, half) => {
    loseSoonPatience();
    const { answer, client } = open('POST', '/upload', {
      'content-type': type,
      'transfer-encoding': 'chunked',
    });
    client.write(half(900_000));
    expect((await answer).status).toBe(408);
    client.destroy();
    await emptySpool();
  });

  it.each(halves)('leaves nothing when the sender of %s goes away', async (_name, type, half) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: 1000000\r\n\r\n`,
    );
    socket.write(half(300_000));
    await expect.poll(spooled).toBe(1);
    socket.destroy();
    await emptySpool();
  });

  it('charges each file of a form, by what its body announces', async () => {
    const form = formWith(900_000).toString('latin1');
    await send('POST', '/upload', form, { 'content-type': formType });
    expect(quota).toMatchObject({ charged: [{ uploads: 1, bytes: form.length }], corrected: [] });
  });

  it.each(halves)('refuses %s as soon as nothing is left for it', async (_name, type, half) => {
    quota.left = 100_000;
    const { answer, client } = open('POST', '/upload', {
      'content-type': type,
      'transfer-encoding': 'chunked',
    });
    client.on('error', () => {});
    client.write(half(300_000));
    expect((await answer).status).toBe(429);
    client.destroy();
    await emptySpool();
  });
});
