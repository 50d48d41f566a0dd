import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FilesInAttributes1795694472696 implements MigrationInterface {
  readonly name = 'FilesInAttributes1795694472696';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "media_attachments" DROP CONSTRAINT "media_attachments_pkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "media_attachments" ADD CONSTRAINT "media_attachments_pkey" PRIMARY KEY ("resource_type", "resource_id", "attribute", "file_key")`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "media_attachments" DROP CONSTRAINT "media_attachments_pkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "media_attachments" ADD CONSTRAINT "media_attachments_pkey" PRIMARY KEY ("resource_type", "resource_id", "attribute")`,
    );
  }
}
