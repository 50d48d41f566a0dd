import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabasePool } from './database-pool.js';
import { Dependants } from './dependants.js';
import { Housekeeping } from './housekeeping.js';
import { LinkWriter } from './link.writer.js';
import { RowCopier } from './row.copier.js';
import { Replicas } from './replicas.js';
import { ReplicatedReads } from './replicated-reads.js';
import { ResourceReader } from './resource.reader.js';
import { ResourceWriter } from './resource.writer.js';
import { PoolRunner, StatementRunner } from './statement.runner.js';
import { Tables } from './table.js';
import { Transactions } from './transactions.js';

/** How rows are read and written, for every floor above. */
@Global()
@Module({
  providers: [
    DatabasePool,
    Dependants,
    Housekeeping,
    LinkWriter,
    Replicas,
    ReplicatedReads,
    ResourceReader,
    ResourceWriter,
    RowCopier,
    { provide: StatementRunner, useClass: PoolRunner },
    { provide: Tables, inject: [DataSource], useFactory: (open: DataSource) => new Tables(open) },
    Transactions,
  ],
  exports: [
    DatabasePool,
    Dependants,
    Housekeeping,
    LinkWriter,
    Replicas,
    ReplicatedReads,
    ResourceReader,
    ResourceWriter,
    RowCopier,
    StatementRunner,
    Tables,
    Transactions,
  ],
})
export class RowsModule {}
