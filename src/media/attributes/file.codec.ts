import type { Json } from '../../jsonapi/document.js';
import type { Path } from '../../jsonapi/errors/pointer.js';
import { type Codec, Refusal, type RenderContext } from '../../jsonapi/resource/codec.js';
import type { FileKind } from '../proof/file-kind.js';
import type { MediaFile } from '../ledger/media-file.entity.js';

/** A text in the place of a file: the URL of an upload, of a file that is there, or of another server. */
export class FileReference {
  constructor(readonly url: string) {}
}

/**
 * What stands in a place on its way from a document to a row: a spooled file or a reference, then a proven file,
 * then a file of the ledger or the URL that stays.
 */
export type Held = unknown;

/** What a place holds in the end: a file that is attached, or a URL as the row has it. */
export type SettledFile = MediaFile | string;

/** Values that hold files, in one place or several: data URIs and URLs in a document, URLs in a row. */
export abstract class FileCodec implements Codec {
  abstract readonly name: string;
  abstract readonly schema: Codec['schema'];
  abstract readonly writeSchema: Codec['schema'];
  readonly comparable = false;

  /** What may be in its places. */
  abstract readonly kind: FileKind;
  /** How many data URIs one document may have in it. */
  abstract readonly most: number;

  /** @param path within the attribute */
  abstract isPlace(path: Path): boolean;

  abstract parse(wire: unknown): unknown;

  abstract render(stored: unknown, context: RenderContext): Json;

  /** The same value of a document with other contents in its places. */
  abstract fill(value: unknown, contentOf: (held: Held, path: Path) => Held): unknown;

  /** URLs that a row's value shows, root-relative where they are of this server's files. */
  abstract urlsIn(stored: unknown): readonly string[];

  /**
   * @param settled filled with `SettledFile`s
   * @param present the row's value, undefined where there is no row yet
   * @returns what the row is to hold; undefined where nothing changes
   */
  abstract store(settled: unknown, present: unknown): unknown;

  /** What is in the places of a document's value. */
  heldIn(value: unknown): readonly { readonly held: Held; readonly path: Path }[] {
    const all: { readonly held: Held; readonly path: Path }[] = [];
    this.fill(value, (held, path) => all.push({ held, path }));
    return all;
  }

  parseText(): Refusal {
    return new Refusal('cannot be compared');
  }
}
