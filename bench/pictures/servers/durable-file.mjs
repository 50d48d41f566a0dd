import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** As durable as Marquee's own storage: both the bytes and the name outlast a power cut. */
export async function writeFileDurably(folder, name, bytes) {
  const file = await open(join(folder, name), 'wx');
  try {
    await writeFile(file, bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
  const names = await open(folder, 'r');
  try {
    await names.sync();
  } finally {
    await names.close();
  }
}
