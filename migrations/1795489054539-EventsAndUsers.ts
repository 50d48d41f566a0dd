import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EventsAndUsers1795489054539 implements MigrationInterface {
  readonly name = 'EventsAndUsers1795489054539';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "events" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "identifier" text NOT NULL, "name" text NOT NULL, "description" text, "starts_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "ends_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "timezone" text NOT NULL, "location_name" text, "searchable_location_name" text, "latitude" double precision, "longitude" double precision, "online" boolean NOT NULL DEFAULT false, "owner_name" text, "has_owner_info" boolean NOT NULL DEFAULT false, "owner_description" text, "code_of_conduct" text, "external_event_url" text, "ticket_url" text, "privacy" text NOT NULL DEFAULT 'public', "state" text NOT NULL DEFAULT 'draft', "schedule_published_on" TIMESTAMP(3) WITH TIME ZONE, "is_map_shown" boolean NOT NULL DEFAULT false, "is_sessions_speakers_enabled" boolean NOT NULL DEFAULT false, "is_cfs_enabled" boolean NOT NULL DEFAULT false, "is_sponsors_enabled" boolean NOT NULL DEFAULT false, "is_document_enabled" boolean NOT NULL DEFAULT false, "is_featured" boolean NOT NULL DEFAULT false, "is_promoted" boolean NOT NULL DEFAULT false, "document_links" jsonb NOT NULL DEFAULT '[]', "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "deleted_at" TIMESTAMP(3) WITH TIME ZONE, "owner_id" bigint NOT NULL, "original_image_url" text, "original_image_width" integer, "original_image_height" integer, "original_image_bytes" integer, "original_image_type" text, "original_image_placeholder" text, "original_image_alt" text, "logo_url" text, "logo_width" integer, "logo_height" integer, "logo_bytes" integer, "logo_type" text, "logo_placeholder" text, "logo_alt" text, CONSTRAINT "events_identifier_key" UNIQUE ("identifier"), CONSTRAINT "events_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "events_owner_id_idx" ON "events"  ("owner_id") `);
    await queryRunner.query(
      `CREATE INDEX "events_state_privacy_starts_at_idx" ON "events"  ("state", "privacy", "starts_at") `,
    );
    await queryRunner.query(
      `CREATE TABLE "media_attachments" ("resource_type" text NOT NULL, "resource_id" bigint NOT NULL, "attribute" text NOT NULL, "file_key" text NOT NULL, CONSTRAINT "media_attachments_pkey" PRIMARY KEY ("resource_type", "resource_id", "attribute"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "media_attachments_file_key_idx" ON "media_attachments"  ("file_key") `,
    );
    await queryRunner.query(
      `CREATE TABLE "media_files" ("key" text NOT NULL, "state" text NOT NULL, "owner_id" bigint, "format" text NOT NULL, "bytes" integer NOT NULL, "width" integer, "height" integer, "placeholder" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "media_files_pkey" PRIMARY KEY ("key"))`,
    );
    await queryRunner.query(`CREATE INDEX "media_files_state_idx" ON "media_files"  ("state") `);
    await queryRunner.query(
      `CREATE TABLE "users" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "email" text NOT NULL, "password_hash" text NOT NULL, "first_name" text, "last_name" text, "public_name" text, "details" text, "contact" text, "company" text, "facebook_url" text, "twitter_url" text, "instagram_url" text, "is_profile_public" boolean NOT NULL DEFAULT false, "is_verified" boolean NOT NULL DEFAULT false, "is_admin" boolean NOT NULL DEFAULT false, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "last_accessed_at" TIMESTAMP(3) WITH TIME ZONE, "deleted_at" TIMESTAMP(3) WITH TIME ZONE, "avatar_url" text, "avatar_width" integer, "avatar_height" integer, "avatar_bytes" integer, "avatar_type" text, "avatar_placeholder" text, "avatar_alt" text, CONSTRAINT "users_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "users_email_3a06cb4b_idx" ON "users"  ("email") WHERE deleted_at IS NULL`,
    );
    await queryRunner.query(
      `ALTER TABLE "events" ADD CONSTRAINT "events_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "media_attachments" ADD CONSTRAINT "media_attachments_file_key_fkey" FOREIGN KEY ("file_key") REFERENCES "media_files"("key") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "media_attachments" DROP CONSTRAINT "media_attachments_file_key_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "events" DROP CONSTRAINT "events_owner_id_fkey"`);
    await queryRunner.query(`DROP INDEX "public"."users_email_3a06cb4b_idx"`);
    await queryRunner.query(`DROP TABLE "users"`);
    await queryRunner.query(`DROP INDEX "public"."media_files_state_idx"`);
    await queryRunner.query(`DROP TABLE "media_files"`);
    await queryRunner.query(`DROP INDEX "public"."media_attachments_file_key_idx"`);
    await queryRunner.query(`DROP TABLE "media_attachments"`);
    await queryRunner.query(`DROP INDEX "public"."events_state_privacy_starts_at_idx"`);
    await queryRunner.query(`DROP INDEX "public"."events_owner_id_idx"`);
    await queryRunner.query(`DROP TABLE "events"`);
  }
}
