import { type DynamicModule, Module } from '@nestjs/common';
import { type ConfigClass, readEnvironment } from './env.js';

/** Provides every slice of the environment under its own class, to the whole app. */
@Module({})
export class ConfigModule {
  /** @throws ConfigError naming all bad settings together */
  static forRoot(slices: readonly ConfigClass[]): DynamicModule {
    const configs = readEnvironment(slices);
    return {
      module: ConfigModule,
      global: true,
      providers: slices.map((slice, index) => ({ provide: slice, useValue: configs[index] })),
      exports: [...slices],
    };
  }
}
