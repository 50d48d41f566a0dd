import { Injectable } from '@nestjs/common';
import type { CopiedRows } from '../../database/row.copier.js';
import type { Transaction } from '../../database/transactions.js';
import type { ResourceDefinition } from '../../jsonapi/resource/resource-definition.js';
import type { StorageKey } from '../../storage/storage-key.js';
import { MediaAttachment } from './media-attachment.entity.js';
import { MediaFile } from './media-file.entity.js';

/** The attribute of a row that refers to files. */
export interface Holder {
  readonly definition: ResourceDefinition;
  readonly id: string;
  /** Member name. */
  readonly attribute: string;
}

/** A file to which an attribute of a row refers. */
export interface Attachment extends Holder {
  readonly key: StorageKey;
}

/**
 * Who refers to which file. It changes in the transaction that changes the row, and whoever changes it has the
 * files locked.
 */
@Injectable()
export class AttachmentLedger {
  /**
   * Locks files until the transaction ends, in one order for all, so that no two transactions wait for each other.
   *
   * @returns those of them that can be attached
   */
  async claim(
    transaction: Transaction,
    keys: readonly StorageKey[],
  ): Promise<ReadonlyMap<StorageKey, MediaFile>> {
    if (keys.length === 0) return new Map();
    const files = await transaction.find(MediaFile, {
      where: keys.map((key) => ({ key })),
      order: { key: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return new Map(files.filter(({ state }) => state !== 'doomed').map((file) => [file.key, file]));
  }

  /** Takes claimed files into a row. */
  async attach(transaction: Transaction, attachments: readonly Attachment[]): Promise<void> {
    if (attachments.length === 0) return;
    const rows = attachments.map(rowOf);
    await transaction.query(
      `UPDATE media_files SET state = 'stored', attached = true WHERE key = ANY($1)`,
      [rows.map(({ fileKey }) => fileKey)],
    );
    await transaction.insert(MediaAttachment, rows);
  }

  /** What rows refer to. */
  async attachmentsOf(
    transaction: Transaction,
    rows: readonly Omit<Holder, 'attribute'>[],
  ): Promise<readonly Attachment[]> {
    const held: readonly HeldFile[] = await transaction.query(
      `SELECT named.index, attribute, file_key AS key FROM media_attachments
       JOIN unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS named (type, id, index)
         ON resource_type = named.type AND resource_id = named.id`,
      [rows.map(({ definition }) => definition.type), rows.map(({ id }) => id)],
    );
    return held.flatMap(({ attribute, index, key }) => {
      const row = rows[Number(index) - 1];
      return row === undefined ? [] : [{ ...row, attribute, key }];
    });
  }

  /**
   * Copies of rows refer to what the rows refer to. Those files can't go meanwhile: the rows that refer to them are
   * locked.
   */
  async share(transaction: Transaction, copies: readonly CopiedRows[]): Promise<void> {
    const types = copies.flatMap(({ definition, from }) => from.map(() => definition.type));
    await transaction.query(
      `INSERT INTO media_attachments (resource_type, resource_id, attribute, file_key)
       SELECT held.resource_type, copy.id, held.attribute, held.file_key
       FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS copy (type, original, id)
       JOIN media_attachments AS held
         ON held.resource_type = copy.type AND held.resource_id = copy.original`,
      [types, copies.flatMap(({ from }) => from), copies.flatMap(({ to }) => to)],
    );
  }

  /**
   * Whoever attaches a file has it locked: what another transaction has attached is seen after the lock, by a
   * statement of its own.
   *
   * @returns the files to which nothing refers any more: erase them after the commit
   */
  async detach(
    transaction: Transaction,
    attachments: readonly Attachment[],
  ): Promise<readonly StorageKey[]> {
    if (attachments.length === 0) return [];
    const keys = attachments.map(({ key }) => key);
    await transaction.query('SELECT FROM media_files WHERE key = ANY($1) ORDER BY key FOR UPDATE', [
      keys,
    ]);
    await transaction.query(
      `DELETE FROM media_attachments
       USING unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) AS gone (type, id, name, key)
       WHERE resource_type = type AND resource_id = id AND attribute = name AND file_key = key`,
      columnsOf(attachments),
    );
    const [doomed]: readonly [readonly { readonly key: StorageKey }[]] = await transaction.query(
      `UPDATE media_files SET state = 'doomed' WHERE key = ANY($1)
       AND NOT EXISTS (SELECT FROM media_attachments WHERE file_key = key) RETURNING key`,
      [keys],
    );
    return doomed.map(({ key }) => key);
  }
}

interface HeldFile {
  /** Counted from 1, in the order of the rows that were asked for. */
  readonly index: string;
  readonly attribute: string;
  readonly key: StorageKey;
}

function rowOf({ attribute, definition, id, key }: Attachment) {
  return { resourceType: definition.type, resourceId: id, attribute, fileKey: key };
}

function columnsOf(attachments: readonly Attachment[]): readonly (readonly string[])[] {
  return [
    attachments.map(({ definition }) => definition.type),
    attachments.map(({ id }) => id),
    attachments.map(({ attribute }) => attribute),
    attachments.map(({ key }) => key),
  ];
}
