import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { DemoEvents } from './demo-events.js';
import { Seed } from './seed.js';

@Module({ imports: [EventsModule], providers: [DemoEvents, Seed] })
export class SeedModule {}
