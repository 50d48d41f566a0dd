import type { ResourceDefinition } from '../resource/resource-definition.js';

/** What a resource is called in generated code. */
export interface ComponentNames {
  /** `SpeakersCall` */
  readonly one: string;
  /** `SpeakersCalls` */
  readonly many: string;
}

export function namesOf({ path, type }: ResourceDefinition): ComponentNames {
  return { one: pascalCase(type), many: pascalCase(path) };
}

/** `owner-events`, `Bad Request` → `OwnerEvents`, `BadRequest` */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `owner-events` → `owner events` */
export function words(name: string): string {
  return name.replaceAll('-', ' ');
}
