import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { resources } from '../../src/app.entities.js';
import { definitionOf } from '../../src/jsonapi/resource/define-resource.js';
import type { ResourceDefinition } from '../../src/jsonapi/resource/resource-definition.js';
import { imageAttributesOf } from '../../src/media/attributes/image.attribute.js';
import { readPage, rowsOf, section } from './markdown.js';

/** As a row of the table: the attribute that is written, then the read-only ones with their widths. */
function picturesOf(definition: ResourceDefinition): readonly (readonly string[])[] {
  return imageAttributesOf(definition).map(({ attribute, presets }) => {
    const aliases = [...definition.attributes.values()].filter(
      ({ codec, derived, property }) =>
        derived &&
        property === attribute.property &&
        codec.schema['description'] === 'The same picture.',
    );
    const renditions = Object.entries(presets).map(
      ([preset, width]) => `\`${preset}-image-url\` ${width}`,
    );
    const read = [...aliases.map(({ name }) => `\`${name}\``), ...renditions];
    return [`\`${definition.type}\``, `\`${attribute.name}\``, read.join(', ')];
  });
}

function inOrder(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.map((row) => row.join(' | ')).sort();
}

describe('the table of image attributes', () => {
  it('has those of every type, with the widths of their renditions', async () => {
    const page = section(await readPage('docs/api.md'), '## Pictures');
    const told = rowsOf(page).filter(({ length }) => length === 3);
    expect(inOrder(told)).toEqual(
      inOrder(resources.flatMap((one) => picturesOf(definitionOf(one)))),
    );
  });
});
