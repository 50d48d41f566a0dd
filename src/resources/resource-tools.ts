import { Injectable } from '@nestjs/common';
import { ResourceReader } from '../database/resource.reader.js';
import { ResourceWriter } from '../database/resource.writer.js';
import { Transactions } from '../database/transactions.js';
import { ImageAttachments } from '../media/image-attachments.js';
import { ResourceAccess } from './resource-access.js';

/** What every resource's service works with; one thing to inject for those that add rules of their own. */
@Injectable()
export class ResourceTools {
  constructor(
    readonly reader: ResourceReader,
    readonly writer: ResourceWriter,
    readonly transactions: Transactions,
    readonly access: ResourceAccess,
    readonly images: ImageAttachments,
  ) {}
}
