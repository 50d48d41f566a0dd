import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Decoded bytes of the one picture in a body. */
export const sizes = {
  '10 KB': 10_000,
  '100 KB': 100_000,
  '1 MB': 1_000_000,
  '10 MB': 10_000_000,
  '50 MB': 50_000_000,
};

/** Writes the bodies that are posted; what is in the pictures is noise, as nobody looks at them. */
export async function writeBodies(folder) {
  const files = {};
  for (const [name, bytes] of Object.entries(sizes)) {
    files[name] = join(folder, `${bytes}.json`);
    const data = `data:image/jpeg;base64,${randomBytes(bytes).toString('base64')}`;
    await writeFile(files[name], JSON.stringify({ data }));
  }
  return files;
}
