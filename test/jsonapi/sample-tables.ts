import { DataSource } from 'typeorm';
import { Tables } from '../../src/database/table.js';
import type { Visibility } from '../../src/database/visibility.js';
import { compare, equals, everything, nothing } from '../../src/jsonapi/request/filter.js';
import { Author, Book } from './sample-library.js';

/** Metadata is built from declarations alone: nothing is ever connected. */
class Unconnected extends DataSource {
  async describe(): Promise<this> {
    await this.buildMetadatas();
    return this;
  }
}

export async function sampleTables(): Promise<Tables> {
  const source = new Unconnected({ type: 'postgres', entities: [Author, Book] });
  return new Tables(await source.describe());
}

/** Sees every row, and every attribute of it. */
export const seesAll: Visibility = { rows: () => everything, audience: () => everything };

/** Sees printed books only, and the e-mail address of one author only. */
export const seesLittle: Visibility = {
  rows: ({ type }) => (type === 'book' ? equals('inPrint', true) : compare('id', 'ge', '1')),
  audience: () => equals('id', '9'),
};

/** Sees every row, and of no row a guarded attribute. */
export const seesNoAddress: Visibility = { rows: () => everything, audience: () => nothing };
