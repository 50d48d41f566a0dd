import { IsUrl } from 'class-validator';

/** An absolute http or https URL: what a page may safely make a link of. */
export function IsWebUrl(): PropertyDecorator {
  return IsUrl({ protocols: ['http', 'https'], require_protocol: true });
}
