// Marquee itself, but that it takes a picture's word for what it is: what the way of its bytes costs without the
// proof of its pixels. There is no such setting; the proof is taken out of the running app, here alone.
import 'reflect-metadata';
import { marquee } from '../marquee-modules.mjs';

const { createApp } = await marquee('app.factory.js');
const { giveHeapRoom } = await marquee('lifecycle/heap.js');
const { Seed } = await marquee('seed/seed.js');
const { ImageInspector } = await marquee('media/proof/image.inspector.js');

giveHeapRoom();
const app = await createApp();

app.get(ImageInspector).inspect = ({ bytes, path }) =>
  Promise.resolve({
    path,
    bytes,
    format: 'jpeg',
    frames: 1,
    renditions: [],
    width: 4000,
    height: 3000,
    placeholder: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
  });

await app.get(Seed).run();
await app.listen(Number(process.env.PORT), '127.0.0.1');

// Where it has a Postgres of its own, that would outlive it.
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
