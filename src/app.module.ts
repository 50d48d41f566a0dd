import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { endpoints } from './app.endpoints.js';
import { entities, resources } from './app.entities.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { AuthenticationGuard } from './auth/authentication.guard.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Entity } from './database/data-source.js';
import { DatabaseFaultFilter } from './database/database-fault.filter.js';
import { DatabaseModule } from './database/database.module.js';
import { RowsModule } from './database/rows.module.js';
import { EventsModule } from './events/events.module.js';
import { HealthModule } from './health/health.module.js';
import { IdempotencyModule } from './idempotency/idempotency.module.js';
import { JsonApiModule } from './jsonapi/jsonapi.module.js';
import { LifecycleModule } from './lifecycle/lifecycle.module.js';
import { MailModule } from './mail/mail.module.js';
import { RecentWritesInterceptor } from './auth/sessions/recent-writes.interceptor.js';
import { BodyInterceptor } from './media/body/body.interceptor.js';
import { MediaModule } from './media/media.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { ProgrammeModule } from './programme/programme.module.js';
import { ResourcesModule } from './resources/resources.module.js';
import { StorageModule } from './storage/storage.module.js';
import { SiteModule } from './site/site.module.js';
import { SeedModule } from './seed/seed.module.js';
import { TracingModule } from './tracing/tracing.module.js';
import { UsersModule } from './users/users.module.js';

/** Resources beyond the house's own, and the modules that serve them. */
export interface Extension {
  readonly resources: readonly Entity[];
  readonly modules: readonly Type[];
}

/** The whole house. */
@Module({})
export class AppModule {
  /** @param configs every slice of the environment */
  static with(configs: readonly object[], { modules, resources: more }: Extension): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.provide(configs),
        LifecycleModule,
        TracingModule,
        DatabaseModule.forRoot([...entities, ...more]),
        JsonApiModule.forRoot([...resources, ...more]),
        RowsModule,
        StorageModule,
        MailModule,
        AuthModule,
        IdempotencyModule,
        MediaModule,
        ResourcesModule,
        EventsModule,
        UsersModule,
        CatalogueModule,
        ProgrammeModule,
        AuditModule,
        HealthModule,
        MetricsModule,
        SiteModule.describing(endpoints),
        SeedModule,
        ...modules,
      ],
      providers: [
        { provide: APP_FILTER, useClass: DatabaseFaultFilter },
        { provide: APP_GUARD, useExisting: AuthenticationGuard },
        { provide: APP_INTERCEPTOR, useExisting: BodyInterceptor },
        { provide: APP_INTERCEPTOR, useExisting: RecentWritesInterceptor },
      ],
    };
  }
}
