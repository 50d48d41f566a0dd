import { Reflector } from '@nestjs/core';
import type { Path } from '../../jsonapi/errors/pointer.js';
import type { ResourceDefinition } from '../../jsonapi/resource/resource-definition.js';
import { type FileAttribute, fileAttributesOf } from '../attributes/file.attribute.js';
import type { FileKind } from '../proof/file-kind.js';

/** Where in a route's body data URIs may stand. */
export interface FilePlaces {
  /** What one may hold there; null where none may stand. */
  readonly accepts: (path: Path) => FileKind | null;
  /** How many of each kind one body may hold. */
  readonly counts: Readonly<Record<FileKind, number>>;
}

/** What the body interceptor reads from a handler. */
export const TakesFiles = Reflector.createDecorator<FilePlaces>();

/**
 * Says which data URIs of a route's body are files.
 *
 * @param where a resource, for the file attributes of a document; the name of a member of a plain object, for a
 * picture in it; or places of the route's own
 */
export function AcceptsFiles(where: ResourceDefinition | string | FilePlaces): MethodDecorator {
  return TakesFiles(placesOf(where));
}

function placesOf(where: ResourceDefinition | string | FilePlaces): FilePlaces {
  if (typeof where === 'string')
    return {
      accepts: ([name, ...rest]) => (name === where && rest.length === 0 ? 'picture' : null),
      counts: { picture: 1, file: 0 },
    };
  return 'accepts' in where ? where : attributesOf(where);
}

function attributesOf(definition: ResourceDefinition): FilePlaces {
  const attributes = fileAttributesOf(definition);
  const codecs = new Map<string | number, FileAttribute['codec']>(
    attributes.map(({ attribute, codec }) => [attribute.name, codec]),
  );
  const countOf = (kind: FileKind) =>
    attributes.reduce((sum, { codec }) => sum + (codec.kind === kind ? codec.most : 0), 0);
  return {
    accepts([data, group, name = '', ...rest]) {
      const codec = data === 'data' && group === 'attributes' ? codecs.get(name) : undefined;
      return codec?.isPlace(rest) === true ? codec.kind : null;
    },
    counts: { picture: countOf('picture'), file: countOf('file') },
  };
}
