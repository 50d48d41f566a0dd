import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { anonymous } from '../auth/caller.js';
import { ResourcePolicies } from '../auth/resource-policies.js';
import type { ApiDescription, Endpoints } from '../jsonapi/openapi/api-description.js';
import { atomicEndpoints } from '../jsonapi/openapi/atomic-endpoints.js';
import { buildOpenApi } from '../jsonapi/openapi/build-openapi.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { ResourceRegistry } from '../jsonapi/resource/resource-registry.js';
import { LinkBuilder } from '../jsonapi/response/link-builder.js';
import { fileAttributesOf } from '../media/attributes/file.attribute.js';
import { accountFaults } from './account-faults.js';
import { Asset } from './asset.js';
import { accountEndpoints } from './endpoints/account.endpoints.js';
import { healthEndpoints } from './endpoints/health.endpoints.js';
import { mediaEndpoints } from './endpoints/media.endpoints.js';
import { sessionEndpoints } from './endpoints/session.endpoints.js';
import { resumableEndpoints } from './endpoints/resumable.endpoints.js';
import { uploadEndpoints } from './endpoints/upload.endpoints.js';
import { packageRoot } from './package-root.js';
import { bodyStatuses, mediaFaults, pictureStatuses } from './media-faults.js';

/** What features other than resources serve. */
export class FeatureEndpoints {
  constructor(readonly endpoints: readonly Endpoints[]) {}
}

/** `/openapi.json`: built once, when everything it speaks of has been declared. */
@Injectable()
export class ApiDocument {
  #built: Promise<Asset> | null = null;

  constructor(
    private readonly registry: ResourceRegistry,
    private readonly policies: ResourcePolicies,
    private readonly links: LinkBuilder,
    private readonly features: FeatureEndpoints,
  ) {}

  get(): Promise<Asset> {
    this.#built ??= this.#build();
    return this.#built;
  }

  async #build(): Promise<Asset> {
    const manifest = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8')) as {
      readonly version: string;
      readonly description: string;
    };
    const description = apiDescription(manifest, {
      publicUrl: this.links.publicUrl,
      definitions: this.registry.definitions,
      endpoints: this.features.endpoints,
      anyoneMayCreate: (definition) => this.policies.of(definition).create(anonymous),
    });
    const document = buildOpenApi(this.registry, description);
    return Asset.of('application/json', Buffer.from(JSON.stringify(document)));
  }
}

/** What is known when the app is put together. */
export interface ApiFacts {
  readonly publicUrl: string;
  readonly definitions: readonly ResourceDefinition[];
  /** Of features. */
  readonly endpoints: readonly Endpoints[];
  /** What the resource's policy says. */
  readonly anyoneMayCreate: (definition: ResourceDefinition) => boolean;
}

/** @param manifest package.json */
export function apiDescription(
  manifest: { readonly version: string; readonly description: string },
  { anyoneMayCreate, definitions, endpoints, publicUrl }: ApiFacts,
): ApiDescription {
  return {
    title: 'Marquee',
    version: manifest.version,
    description: `${manifest.description}.\n\n${howTo}`,
    publicUrl,
    facts: (definition) => ({
      anyoneMayCreate: anyoneMayCreate(definition),
      writeStatuses: fileAttributesOf(definition).length > 0 ? pictureStatuses : bodyStatuses,
      linkageStatuses: bodyStatuses,
    }),
    faults: [...accountFaults, ...mediaFaults],
    endpoints: [
      atomicEndpoints(definitions, pictureStatuses),
      sessionEndpoints,
      accountEndpoints,
      uploadEndpoints,
      resumableEndpoints,
      mediaEndpoints,
      healthEndpoints,
      ...endpoints,
    ],
  };
}

const howTo = [
  'Bodies are [JSON:API 1.1](https://jsonapi.org/format/1.1/) documents, sent and answered as',
  '`application/vnd.api+json`. A picture is a data URI in an image attribute; what comes back is its URL.',
  'To write: sign up with `POST /v1/users`, open a session with `POST /v1/auth/session`, and send its',
  '`access_token` as `Authorization: Bearer <token>`.',
  '',
  'What holds everywhere: a method that a path does not have is refused with 405 and `Allow`; every answer has an',
  '`X-Request-Id`, which the request may bring; pages go by cursor where `Accept` asks for the',
  '[cursor pagination profile](https://jsonapi.org/profiles/ethanresnick/cursor-pagination/). More on that in the',
  '[guide](/docs/api); every `code` of an error stands on the [page of errors](/docs/errors).',
].join('\n');
