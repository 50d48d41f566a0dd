// What everybody does: Nest with Express' JSON parser, Buffer.from, a file.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Body, Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { decorateRoute } from './decorate-route.mjs';
import { writeFileDurably } from './durable-file.mjs';

const folder = join(process.env.DATA_DIR, 'media', 'upload');
await mkdir(folder, { recursive: true });

class UploadController {
  ready() {
    return 'ok';
  }

  async image({ data }) {
    const [, base64] = data.split(',');
    const name = `${randomUUID()}.jpg`;
    await writeFileDurably(folder, name, Buffer.from(base64, 'base64'));
    return { url: `/media/${name}` };
  }
}

decorateRoute(UploadController, 'ready', Get('health/live'));
decorateRoute(UploadController, 'image', Post('v1/upload/image'), HttpCode(200));
Body()(UploadController.prototype, 'image', 0);
Controller()(UploadController);

class UsualModule {}
Module({ controllers: [UploadController] })(UsualModule);

const app = await NestFactory.create(UsualModule, { bodyParser: false, logger: false });
app.useBodyParser('json', { limit: '100mb' });
await app.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
