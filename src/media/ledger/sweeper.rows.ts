import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import type { ResourceDefinition } from '../../jsonapi/resource/resource-definition.js';
import { ResourceRegistry } from '../../jsonapi/resource/resource-registry.js';
import type { StorageKey } from '../../storage/storage-key.js';
import { AttachmentLedger } from './attachment.ledger.js';
import { type FileAttribute, fileAttributesOf } from '../attributes/file.attribute.js';
import type { FileCodec } from '../attributes/file.codec.js';
import { mediaPrefix } from '../media-url.js';
import { namedFiles } from '../attributes/named-files.codec.js';
import type { SweepOptions } from './sweeper.ledger.js';
import { type Finding, Tally } from './sweeper.report.js';

/** An attachment or a row with a URL. */
interface Place {
  readonly id: string;
  readonly attribute: string;
}

/** An attachment whose row is gone. */
interface Ownerless extends Place {
  readonly key: StorageKey;
}

const batch = 500;

/** Compares the attachments with the rows that they speak of. */
@Injectable()
export class RowAudit {
  constructor(
    private readonly transactions: Transactions,
    private readonly registry: ResourceRegistry,
    private readonly attachments: AttachmentLedger,
  ) {}

  /**
   * Lets go of the files of rows that were deleted past the app, such as by a cascade. Ids are never given
   * twice, and a row and its attachments appear in one commit: what is found here stays true.
   */
  async releaseOwnerless(options: SweepOptions): Promise<Finding> {
    const tally = new Tally();
    for (const definition of this.#withFiles) {
      let found = await this.#ownerless(definition);
      while (found.length > 0) {
        tally.add(...found.map((place) => nameOf(definition, place)));
        // A dry run would find the same ones again.
        if (options.dryRun) break;
        await this.#release(definition, found, options.signal);
        found = await this.#ownerless(definition);
      }
    }
    return tally.finding;
  }

  /** Rows that show a file without an attachment, and attachments whose row does not show the file. */
  async disagreements({ signal }: SweepOptions): Promise<Finding> {
    const tally = new Tally();
    for (const definition of this.#withFiles)
      for (const file of fileAttributesOf(definition)) {
        signal.throwIfAborted();
        const places = await this.#disagreements(definition, file);
        tally.add(...places.map((place) => nameOf(definition, place)));
      }
    return tally.finding;
  }

  async #release(
    definition: ResourceDefinition,
    places: readonly Ownerless[],
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    const attachments = places.map((place) => Object.assign({ definition }, place));
    await this.transactions.run((transaction) => this.attachments.detach(transaction, attachments));
  }

  #ownerless(definition: ResourceDefinition): Promise<readonly Ownerless[]> {
    return this.transactions.single.query(
      `SELECT resource_id::text AS id, attribute, file_key AS key FROM media_attachments
       WHERE resource_type = $1
         AND NOT EXISTS (SELECT FROM ${this.#table(definition)} AS owner WHERE owner.id = resource_id)
       LIMIT ${batch}`,
      [definition.type],
    );
  }

  #disagreements(
    definition: ResourceDefinition,
    { attribute, codec }: FileAttribute,
  ): Promise<readonly Place[]> {
    const shown = urlsIn(`owner.${this.#column(definition, attribute.property)}`, codec);
    return this.transactions.single.query(
      `SELECT owner.id::text AS id, $2::text AS attribute
       FROM ${this.#table(definition)} AS owner
       WHERE ARRAY(SELECT DISTINCT substring(url FROM '^${mediaPrefix}/([^.]+)[.]') AS key
                   FROM (${shown}) AS shown WHERE starts_with(url, '${mediaPrefix}/') ORDER BY key)
          <> ARRAY(SELECT file_key FROM media_attachments
                   WHERE resource_type = $1 AND resource_id = owner.id AND attribute = $2 ORDER BY file_key)
       LIMIT ${batch}`,
      [definition.type, attribute.name],
    );
  }

  get #withFiles(): readonly ResourceDefinition[] {
    return this.registry.definitions.filter((one) => fileAttributesOf(one).length > 0);
  }

  /** Identifiers come from metadata, never from data. */
  #table({ entity }: ResourceDefinition): string {
    return `"${this.transactions.single.connection.getMetadata(entity).tableName}"`;
  }

  #column({ entity }: ResourceDefinition, path: string): string {
    const metadata = this.transactions.single.connection.getMetadata(entity);
    const column = metadata.findColumnWithPropertyPath(path);
    if (!column) throw new Error(`${metadata.name} has no column for ${path}`);
    return `"${column.databaseName}"`;
  }
}

/** A query for the URLs in a column of the row at hand. */
function urlsIn(column: string, codec: FileCodec): string {
  return codec === namedFiles
    ? `SELECT element ->> 'link' AS url FROM jsonb_array_elements(${column}) AS element`
    : `SELECT ${column} AS url`;
}

function nameOf({ type }: ResourceDefinition, { attribute, id }: Place): string {
  return `${type}/${id} ${attribute}`;
}
