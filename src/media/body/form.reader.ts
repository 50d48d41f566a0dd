import type { IncomingMessage } from 'node:http';
import { type Fault, JsonApiError } from '../../jsonapi/errors/fault.js';
import { pointerTo } from '../../jsonapi/errors/pointer.js';
import { bodyChunks } from './body-chunks.js';
import { bodyTooLarge } from './body.errors.js';
import { tooManyFiles, unknownPart } from '../file.errors.js';
import { FileIntake, type FileMeter } from './file.intake.js';
import type { SentKind } from '../proof/file-kind.js';
import { type FormPart, FormParser, type FormPiece } from './form.parser.js';
import type { SpoolArea } from '../spool/spool-area.js';
import type { SpooledFile } from '../spool/spooled-file.js';

/** The files of a form by the names of their parts. */
export type FormBody = Readonly<Record<string, readonly SpooledFile[]>>;

/** In bytes, unless the name says otherwise. */
export interface FormLimits {
  readonly body: number;
  /** One file. */
  readonly file: number;
  readonly silenceMs: number;
}

export interface FormOptions {
  readonly kind: SentKind;
  /** Names of parts, and how many of each there may be. */
  readonly parts: Readonly<Record<string, number>>;
  readonly limits: FormLimits;
  readonly meter: FileMeter;
  /** Whose owner disposes of it, whatever ends the request. */
  readonly spool: SpoolArea;
}

/** Parts that nobody asked for are read past, so that they are all told. */
const maxOtherParts = 20;

/**
 * Reads a `multipart/form-data` body as it arrives, its files into the spool.
 *
 * @throws JsonApiError 400, 408, 413, 429 or 507 as soon as it is known; 422 for all parts that do not belong here
 */
export async function readForm(request: IncomingMessage, options: FormOptions): Promise<FormBody> {
  const count = Object.values(options.parts).reduce((sum, one) => sum + one, 0);
  const parser = new FormParser(request.headers['content-type'] ?? '', count + maxOtherParts);
  const reader = new FormReader(options);
  let length = 0;
  for await (const bytes of bodyChunks(request, options.limits.silenceMs, options.meter.pace)) {
    length += bytes.length;
    // First, for it tells more exactly what is too large.
    await reader.take(await parser.parse(bytes));
    if (length > options.limits.body)
      throw new JsonApiError(bodyTooLarge(options.limits.body, null));
  }
  await reader.take(await parser.end());
  return reader.finish();
}

/** A part whose file is arriving. */
interface OpenPart {
  readonly part: FormPart;
  readonly intake: FileIntake;
}

class FormReader {
  readonly #files = new Map<string, SpooledFile[]>();
  readonly #faults: Fault[] = [];
  #open: OpenPart | null = null;

  constructor(private readonly options: FormOptions) {}

  async take(pieces: readonly FormPiece[]): Promise<void> {
    for (const { bytes, part } of pieces)
      if (bytes === null) await this.#begin(part);
      else if (this.#open?.part === part) await this.#open.intake.take(bytes);
  }

  async finish(): Promise<FormBody> {
    await this.#close();
    if (this.#faults.length > 0) throw new JsonApiError(this.#faults);
    return Object.fromEntries(this.#files);
  }

  async #begin(part: FormPart): Promise<void> {
    await this.#close();
    const { kind, limits, meter, parts, spool } = this.options;
    const most = Object.hasOwn(parts, part.name) ? (parts[part.name] ?? 0) : 0;
    if (most === 0) {
      this.#faults.push(unknownPart(part.name, Object.keys(parts)));
      return;
    }
    const index = this.#files.get(part.name)?.length ?? 0;
    const pointer = pointerTo(most === 1 ? [part.name] : [part.name, index]);
    if (index === most) throw new JsonApiError(tooManyFiles(pointer, most));
    const limit = { kind, maxBytes: limits.file, pointer };
    this.#open = { part, intake: new FileIntake({ meter, spool }, limit) };
  }

  async #close(): Promise<void> {
    if (this.#open === null) return;
    const { intake, part } = this.#open;
    this.#open = null;
    const file = await intake.finish({ label: part.label, name: part.fileName });
    const others = this.#files.get(part.name) ?? [];
    this.#files.set(part.name, [...others, file]);
  }
}
