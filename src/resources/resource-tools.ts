import { Injectable } from '@nestjs/common';
import { ReplicatedReads } from '../database/replicated-reads.js';
import { ResourceReader } from '../database/resource.reader.js';
import { ResourceWriter } from '../database/resource.writer.js';
import { ResourceAccess } from './resource-access.js';
import { WriteUnits } from './write-unit.js';

/** What every resource's service works with; one thing to inject for those that add rules of their own. */
@Injectable()
export class ResourceTools {
  constructor(
    readonly reader: ResourceReader,
    readonly reads: ReplicatedReads,
    readonly writer: ResourceWriter,
    readonly access: ResourceAccess,
    readonly units: WriteUnits,
  ) {}
}
