import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { ResourceRegistry } from '../jsonapi/resource/resource-registry.js';
import { type ImageAttribute, imageAttributesOf } from './image.attribute.js';
import { MediaLedger } from './media.ledger.js';
import { mediaPrefix } from './media-url.js';
import type { SweepOptions } from './sweeper.ledger.js';
import { type Finding, Tally } from './sweeper.report.js';

/** An attachment or a row with a URL. */
interface Place {
  readonly id: string;
  readonly attribute: string;
}

const batch = 500;

/** Compares the attachments with the rows that they speak of. */
@Injectable()
export class RowAudit {
  constructor(
    private readonly transactions: Transactions,
    private readonly registry: ResourceRegistry,
    private readonly ledger: MediaLedger,
  ) {}

  /**
   * Lets go of the pictures of rows that were deleted past the app, such as by a cascade. Ids are never given
   * twice, and a row and its attachments appear in one commit: what is found here stays true.
   */
  async releaseOwnerless(options: SweepOptions): Promise<Finding> {
    const tally = new Tally();
    for (const definition of this.#withImages) {
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

  /** Rows whose URL has no attachment, and attachments whose row shows another picture or none. */
  async disagreements({ signal }: SweepOptions): Promise<Finding> {
    const tally = new Tally();
    for (const definition of this.#withImages)
      for (const image of imageAttributesOf(definition)) {
        signal.throwIfAborted();
        const places = await this.#disagreements(definition, image);
        tally.add(...places.map((place) => nameOf(definition, place)));
      }
    return tally.finding;
  }

  async #release(
    definition: ResourceDefinition,
    places: readonly Place[],
    signal: AbortSignal,
  ): Promise<void> {
    for (const { attribute, id } of places) {
      signal.throwIfAborted();
      await this.transactions.run((transaction) =>
        this.ledger.detach(transaction, { definition, id, attribute }),
      );
    }
  }

  #ownerless(definition: ResourceDefinition): Promise<readonly Place[]> {
    return this.transactions.single.query(
      `SELECT resource_id::text AS id, attribute FROM media_attachments
       WHERE resource_type = $1
         AND NOT EXISTS (SELECT FROM ${this.#table(definition)} AS owner WHERE owner.id = resource_id)
       LIMIT ${batch}`,
      [definition.type],
    );
  }

  #disagreements(
    definition: ResourceDefinition,
    { attribute, property }: ImageAttribute,
  ): Promise<readonly Place[]> {
    const url = this.#column(definition, `${property}.url`);
    return this.transactions.single.query(
      `SELECT owner.id::text AS id, $2::text AS attribute
       FROM ${this.#table(definition)} AS owner
       LEFT JOIN media_attachments AS held
         ON held.resource_type = $1 AND held.resource_id = owner.id AND held.attribute = $2
       WHERE (held.file_key IS NULL) <> (owner.${url} IS NULL)
          OR NOT starts_with(owner.${url}, '${mediaPrefix}/' || held.file_key || '.')
       LIMIT ${batch}`,
      [definition.type, attribute.name],
    );
  }

  get #withImages(): readonly ResourceDefinition[] {
    return this.registry.definitions.filter((one) => imageAttributesOf(one).length > 0);
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

function nameOf({ type }: ResourceDefinition, { attribute, id }: Place): string {
  return `${type}/${id} ${attribute}`;
}
