import type { Json } from '../../jsonapi/document.js';
import type { AttributeDefinition } from '../../jsonapi/resource/resource-definition.js';
import type { ResourceRecord, Values } from '../../jsonapi/response/resource-record.js';
import { FileCodec } from '../../media/attributes/file.codec.js';
import type { ArchiveNames } from './archive-names.js';
import type { Travelling } from './travelling.js';

export interface Exporting {
  readonly names: ArchiveNames;
  /** Of what a relationship of the record leads to, which each server has of its own. */
  readonly slugOf: (type: string, id: string) => string | undefined;
}

/** A row as a resource object that names no id: what it has no value for, it does not say. */
export function exportedResource(
  { id, linkage, values }: ResourceRecord,
  { attributes, chosen, definition, links }: Travelling,
  { names, slugOf }: Exporting,
): object {
  const lid = names.enter(definition.type, id);
  const sent = attributes.map((one) => [one.name, rendered(one, values as Values, names)] as const);
  const related = [
    ...links.map((one) => [one, (other: string) => names.lidOf(one.target().type, other)] as const),
    ...chosen.map((one) => [one, (other: string) => slugOf(one.target().type, other)] as const),
  ].map(([{ cardinality, name, target }, nameOf]) => {
    const { type } = target();
    const named = [linkage[name] ?? []].flat().flatMap((other) => nameOf(other) ?? []);
    const data = named.map((one) => ({ type, lid: one }));
    return [name, cardinality === 'many' ? data : data[0]] as const;
  });
  const relationships = related.flatMap(([name, data]) =>
    data === undefined || (Array.isArray(data) && data.length === 0) ? [] : [[name, { data }]],
  );
  return {
    type: definition.type,
    lid,
    attributes: Object.fromEntries(sent.filter(([, value]) => value !== null)),
    ...(relationships.length > 0 && { relationships: Object.fromEntries(relationships) }),
  };
}

function rendered({ codec, property }: AttributeDefinition, values: Values, names: ArchiveNames) {
  const value = values[property] ?? null;
  if (value === null) return null;
  if (codec instanceof FileCodec)
    return codec.fill(value, (url) => names.fileAt(url as string)) as Json;
  // Nothing else is rendered with a URL of the server's.
  return codec.render(value, { fileBase: '', publicUrl: '' });
}
