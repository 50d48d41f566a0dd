import { Module } from '@nestjs/common';
import { EntryDocuments } from './entry-documents.js';
import { EntryWriter } from './entry.writer.js';
import { Seed } from './seed.js';

@Module({ providers: [EntryDocuments, EntryWriter, Seed] })
export class SeedModule {}
