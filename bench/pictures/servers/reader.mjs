// Marquee's way of bytes alone, under Nest: its interceptor, its spool and its storage, without callers, ledger and
// proof.
import 'reflect-metadata';
import { join } from 'node:path';
import { Body, Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import { APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { marquee } from '../marquee-modules.mjs';
import { decorateRoute } from './decorate-route.mjs';

const { AcceptsFiles } = await marquee('media/body/accepts-files.js');
const { BodyInterceptor } = await marquee('media/body/body.interceptor.js');
const { MediaConfig } = await marquee('media/media.config.js');
const { Spool } = await marquee('media/spool/spool.js');
const { SenderPace } = await marquee('media/quota/sender-pace.js');
const { UploadMeter } = await marquee('media/quota/upload-meter.js');
const { UploadReception } = await marquee('media/quota/upload-reception.js');
const { UploadBodyPipe } = await marquee('media/uploads/upload-body.pipe.js');
const { giveHeapRoom } = await marquee('lifecycle/heap.js');
const { LocalStorage } = await marquee('storage/local.storage.js');
const { StorageConfig } = await marquee('storage/storage.config.js');
const { createKey, fileName } = await marquee('storage/storage-key.js');

giveHeapRoom();
const dataDir = process.env.DATA_DIR;
const storage = await LocalStorage.open(join(dataDir, 'media'));

/** Nobody is counted and nobody sent away. */
const quota = { charge: () => Promise.resolve(Infinity), correct: () => Promise.resolve() };
const everybody = { quota, enter: () => () => {} };

class UploadController {
  ready() {
    return 'ok';
  }

  async image({ file }) {
    const key = createKey('upload');
    await storage.putFile(fileName(key, 'original', 'jpg'), file.path);
    return { url: `/media/${key}.jpg` };
  }
}

decorateRoute(UploadController, 'ready', Get('health/live'));
decorateRoute(
  UploadController,
  'image',
  Post('v1/upload/image'),
  HttpCode(200),
  AcceptsFiles('data'),
);
Body(UploadBodyPipe)(UploadController.prototype, 'image', 0);
Controller()(UploadController);

class ReaderModule {}
Module({
  controllers: [UploadController],
  providers: [
    { provide: MediaConfig, useValue: Object.assign(new MediaConfig(), { mediaMaxBytes: 6e7 }) },
    { provide: StorageConfig, useValue: Object.assign(new StorageConfig(), { dataDir }) },
    {
      provide: UploadReception,
      useValue: { meter: (sender) => new UploadMeter(everybody, sender, new SenderPace()) },
    },
    Spool,
    { provide: APP_INTERCEPTOR, useClass: BodyInterceptor },
  ],
})(ReaderModule);

const app = await NestFactory.create(ReaderModule, { bodyParser: false, logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
