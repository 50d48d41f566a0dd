import type { Path } from '../../jsonapi/errors/pointer.js';
import { FileCodec, type Held } from './file.codec.js';

/** Values that are one file, or null. */
export abstract class OneFileCodec extends FileCodec {
  readonly most = 1;

  isPlace(path: Path): boolean {
    return path.length === 0;
  }

  fill(value: unknown, contentOf: (held: Held, path: Path) => Held): unknown {
    return value === null || value === undefined ? value : contentOf(value, []);
  }
}
