// The same job done the usual way, in one process: Express' JSON parser, Buffer.from, the metadata for a check, and
// a pipeline for each rendition. It keeps no row. With BENCH_SCRUB=on it does what is left of the job as usual, too: it
// writes the picture anew without its metadata, and makes a placeholder.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { decorateRoute } from './decorate-route.mjs';

const folder = join(process.env.DATA_DIR, 'media', 'event');
const scrubs = process.env.BENCH_SCRUB === 'on';
const widths = { large: 1300, thumbnail: 500, icon: 75 };

class EventsController {
  ready() {
    return 'ok';
  }

  async create({ data }) {
    const [, base64] = data.attributes['original-image-url'].split(',');
    const picture = Buffer.from(base64, 'base64');
    const { format, height, width } = await sharp(picture).metadata();
    if (format !== 'jpeg' || width * height > 40e6) throw new Error('No such pictures here');
    const id = randomUUID();
    await mkdir(join(folder, id), { recursive: true });
    await writeFile(join(folder, id, 'original.jpg'), scrubs ? await scrub(picture) : picture);
    await Promise.all(Object.entries(widths).map(([name, to]) => render(picture, id, name, to)));
    return { data: { type: 'event', id, meta: scrubs ? await placeholderOf(picture) : {} } };
  }
}

async function render(picture, id, name, width) {
  const resizing = sharp(picture).autoOrient().resize({ width, withoutEnlargement: true });
  await resizing.jpeg({ quality: 80 }).toFile(join(folder, id, `${name}.jpg`));
}

function scrub(picture) {
  return sharp(picture).keepIccProfile().autoOrient().jpeg({ quality: 90 }).toBuffer();
}

async function placeholderOf(picture) {
  const small = sharp(picture).autoOrient().resize(100, 100, { fit: 'inside' }).ensureAlpha().raw();
  const { data, info } = await small.toBuffer({ resolveWithObject: true });
  const hash = rgbaToThumbHash(info.width, info.height, data);
  return { placeholder: Buffer.from(hash).toString('base64') };
}

decorateRoute(EventsController, 'ready', Get('health/live'));
decorateRoute(EventsController, 'create', Post('v1/events'));
Body()(EventsController.prototype, 'create', 0);
Controller()(EventsController);

class UsualModule {}
Module({ controllers: [EventsController] })(UsualModule);

const app = await NestFactory.create(UsualModule, { bodyParser: false, logger: false });
app.useBodyParser('json', { limit: '100mb', type: () => true });
await app.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
