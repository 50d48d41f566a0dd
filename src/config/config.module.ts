import { type DynamicModule, Module } from '@nestjs/common';

/** Provides every slice of the environment under its own class, to the whole app. */
@Module({})
export class ConfigModule {
  /** @param configs as `readEnvironment` gave them */
  static provide(configs: readonly object[]): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: configs.map((config) => ({ provide: config.constructor, useValue: config })),
      exports: configs.map((config) => config.constructor),
    };
  }
}
