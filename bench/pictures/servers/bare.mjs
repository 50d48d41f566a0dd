// The limit: Marquee's reader and storage behind nothing but Node's own http server.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { marquee } from '../marquee-modules.mjs';

const { readBody } = await marquee('media/body/data-uri.reader.js');
const { SenderPace } = await marquee('media/quota/sender-pace.js');
const { SpoolArea } = await marquee('media/spool/spool-area.js');
const { LocalStorage } = await marquee('storage/local.storage.js');
const { createKey, fileName } = await marquee('storage/storage-key.js');

const folder = process.env.DATA_DIR;
const storage = await LocalStorage.open(join(folder, 'media'));
const limits = {
  body: 1e9,
  json: 1e6,
  files: { picture: { bytes: 1e9, count: 1 } },
  silenceMs: 30_000,
};
const accepts = () => 'picture';
const free = () => Promise.resolve();
const meter = () => ({ begin: free, take: free, pace: new SenderPace() });

async function upload(request) {
  const spool = new SpoolArea(join(folder, 'spool', randomUUID()));
  try {
    const { data } = await readBody(request, { accepts, limits, meter: meter(), spool });
    const key = createKey('upload');
    await storage.putFile(fileName(key, 'original', 'jpg'), data.path);
    return JSON.stringify({ url: `/media/${key}.jpg` });
  } finally {
    // As Marquee does, after the answer.
    void spool.dispose();
  }
}

const server = createServer((request, response) => {
  if (request.method === 'GET') return response.end('ok');
  upload(request).then(
    (answer) => response.setHeader('Content-Type', 'application/json').end(answer),
    (error) => {
      console.error(error);
      response.writeHead(500).end();
    },
  );
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
