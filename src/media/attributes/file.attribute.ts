import type {
  AttributeDefinition,
  ResourceDefinition,
} from '../../jsonapi/resource/resource-definition.js';
import type { ResourceDocument } from '../../jsonapi/request/resource-document.js';
import { AltTextCodec } from './alt-text.codec.js';
import { FileCodec } from './file.codec.js';

/** An attribute that holds files, as the media room sees it. */
export interface FileAttribute {
  readonly attribute: AttributeDefinition;
  readonly codec: FileCodec;
  /** Property of the entity that holds all that is known of them. */
  readonly property: string;
  /** The attribute that says what a picture shows; null where there is none. */
  readonly alt: AttributeDefinition | null;
}

/** What a document says of one. */
export interface FileValue extends FileAttribute {
  /** Undefined where it says nothing of its files. */
  readonly value: unknown;
  /** Undefined where it says nothing of what the picture shows. */
  readonly altText: string | null | undefined;
}

const known = new WeakMap<ResourceDefinition, readonly FileAttribute[]>();

export function fileAttributesOf(definition: ResourceDefinition): readonly FileAttribute[] {
  const found = known.get(definition) ?? find(definition);
  known.set(definition, found);
  return found;
}

/** Those of which a document says something. */
export function fileValuesIn({ attributes, definition }: ResourceDocument): readonly FileValue[] {
  const values = fileAttributesOf(definition).map((one): FileValue => {
    const altText = one.alt === null ? undefined : attributes.get(one.alt);
    const value = attributes.get(one.attribute);
    return Object.assign({ value, altText: altText as FileValue['altText'] }, one);
  });
  return values.filter(({ altText, value }) => value !== undefined || altText !== undefined);
}

/** Whether the media room writes the attribute's column. */
export function isOfFile({ codec }: AttributeDefinition): boolean {
  return codec instanceof FileCodec || codec instanceof AltTextCodec;
}

/** A picture is an embedded value, of which the attribute is the URL. */
function find({ attributes }: ResourceDefinition): readonly FileAttribute[] {
  return [...attributes.values()].flatMap((attribute) => {
    const { codec, name } = attribute;
    if (!(codec instanceof FileCodec)) return [];
    const property = attribute.property.replace(/\.url$/, '');
    const alt = attributes.get(name.replace(/url$/, 'alt')) ?? null;
    return [{ attribute, codec, property, alt: alt?.codec instanceof AltTextCodec ? alt : null }];
  });
}
