import { type DynamicModule, Module } from '@nestjs/common';
import { ServerConfig } from '../config/server.config.js';
import { QueryParser } from './request/query.parser.js';
import type { EntityClass } from './resource/resource-definition.js';
import { ResourceRegistry } from './resource/resource-registry.js';
import { DocumentBuilder } from './response/document.builder.js';
import { Framer } from './response/framer.js';
import { LinkBuilder } from './response/link-builder.js';
import { Serializer } from './response/serializer.js';
import { ValueRenderer } from './response/value.renderer.js';

/** The protocol, for every floor above. */
@Module({})
export class JsonApiModule {
  /** @throws Error where the declarations of the resources contradict each other */
  static forRoot(resources: readonly EntityClass[]): DynamicModule {
    const registry = new ResourceRegistry(resources);
    return {
      module: JsonApiModule,
      global: true,
      providers: [
        Framer,
        { provide: ResourceRegistry, useValue: registry },
        { provide: QueryParser, useValue: new QueryParser(registry) },
        {
          provide: LinkBuilder,
          inject: [ServerConfig],
          useFactory: ({ fileBase, origin }: ServerConfig) => new LinkBuilder(origin, fileBase),
        },
        {
          provide: ValueRenderer,
          inject: [LinkBuilder],
          useFactory: ({ fileBase, publicUrl }: LinkBuilder) =>
            new ValueRenderer({ fileBase, publicUrl }),
        },
        {
          provide: Serializer,
          inject: [LinkBuilder, ValueRenderer],
          useFactory: (links: LinkBuilder, values: ValueRenderer) => new Serializer(links, values),
        },
        {
          provide: DocumentBuilder,
          inject: [Serializer, LinkBuilder],
          useFactory: (serializer: Serializer, links: LinkBuilder) =>
            new DocumentBuilder(serializer, links),
        },
      ],
      exports: [
        DocumentBuilder,
        Framer,
        LinkBuilder,
        QueryParser,
        ResourceRegistry,
        Serializer,
        ValueRenderer,
      ],
    };
  }
}
