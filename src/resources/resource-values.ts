import type { RowValues } from '../database/resource.writer.js';
import type { Linkage } from '../jsonapi/document.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { isOfFile } from '../media/attributes/file.attribute.js';

/** The columns that a document sets; files are the media room's, to-many relationships have no column. */
export function rowValuesOf(document: ResourceDocument): RowValues {
  const attributes = [...document.attributes]
    .filter(([attribute]) => !isOfFile(attribute))
    .map(([{ property }, value]) => [property, value] as const);
  const keys = [...document.relationships]
    .filter(([{ cardinality }]) => cardinality === 'one')
    .map(([{ property }, linkage]) => [property, relationOf(linkage)] as const);
  return Object.fromEntries([...attributes, ...keys]);
}

function relationOf(linkage: Linkage): { readonly id: string } | null {
  const id = keyOf(linkage);
  return id === null ? null : { id };
}

/** The id in a to-one linkage, or in a to-one relation of a row. */
export function keyOf(related: unknown): string | null {
  return (related as { readonly id?: string } | null | undefined)?.id ?? null;
}
