import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceReader } from './resource.reader.js';
import { ResourceWriter } from './resource.writer.js';
import { StatementRunner } from './statement.runner.js';
import { Tables } from './table.js';
import { Transactions } from './transactions.js';

/** How rows are read and written, for every floor above. */
@Global()
@Module({
  providers: [
    ResourceReader,
    ResourceWriter,
    StatementRunner,
    { provide: Tables, inject: [DataSource], useFactory: (open: DataSource) => new Tables(open) },
    Transactions,
  ],
  exports: [ResourceReader, ResourceWriter, StatementRunner, Tables, Transactions],
})
export class RowsModule {}
