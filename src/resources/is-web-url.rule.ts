import { IsUrl } from 'class-validator';
import { webUrl } from '../jsonapi/resource/web-link.codec.js';

/** The same as a `webLink`, for an attribute that is a text otherwise. */
export function IsWebUrl(): PropertyDecorator {
  return IsUrl(webUrl);
}
