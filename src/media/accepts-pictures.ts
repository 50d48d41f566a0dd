import { Reflector } from '@nestjs/core';
import type { Path } from '../jsonapi/errors/pointer.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { imageAttributesOf } from './image.attribute.js';

/** Where in a route's body pictures may stand. */
export interface PicturePlaces {
  readonly accepts: (path: Path) => boolean;
  /** How many of them one body may hold. */
  readonly count: number;
}

/** What the body interceptor reads from a handler. */
export const TakesPictures = Reflector.createDecorator<PicturePlaces>();

/**
 * Says which data URIs of a route's body are pictures.
 *
 * @param where a resource, for the image attributes of a document; the name of a member of a plain object; or
 * places of the route's own
 */
export function AcceptsPictures(
  where: ResourceDefinition | string | PicturePlaces,
): MethodDecorator {
  return TakesPictures(placesOf(where));
}

function placesOf(where: ResourceDefinition | string | PicturePlaces): PicturePlaces {
  if (typeof where === 'string')
    return { count: 1, accepts: ([name, ...rest]) => name === where && rest.length === 0 };
  return 'accepts' in where ? where : attributesOf(where);
}

function attributesOf(definition: ResourceDefinition): PicturePlaces {
  const names = new Set<string | number>(
    imageAttributesOf(definition).map(({ attribute }) => attribute.name),
  );
  return {
    count: names.size,
    accepts: ([data, attributes, name = '', ...rest]) =>
      data === 'data' && attributes === 'attributes' && names.has(name) && rest.length === 0,
  };
}
