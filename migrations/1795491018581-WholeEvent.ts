import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WholeEvent1795491018581 implements MigrationInterface {
  readonly name = 'WholeEvent1795491018581';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "roles" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "title_name" text NOT NULL, CONSTRAINT "roles_name_key" UNIQUE ("name"), CONSTRAINT "roles_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "event_copyrights" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "holder" text, "holder_url" text, "licence" text NOT NULL, "licence_url" text, "logo_url" text, "year" integer, "event_id" bigint NOT NULL, CONSTRAINT "event_copyrights_event_id_key" UNIQUE ("event_id"), CONSTRAINT "event_copyrights_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "exhibitors" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "status" text NOT NULL DEFAULT 'pending', "description" text, "url" text, "position" integer NOT NULL DEFAULT '0', "contact_email" text, "social_links" jsonb, "event_id" bigint NOT NULL, "banner_url" text, "banner_width" integer, "banner_height" integer, "banner_bytes" integer, "banner_type" text, "banner_placeholder" text, "banner_alt" text, "logo_url" text, "logo_width" integer, "logo_height" integer, "logo_bytes" integer, "logo_type" text, "logo_placeholder" text, "logo_alt" text, CONSTRAINT "exhibitors_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "exhibitors_event_id_idx" ON "exhibitors"  ("event_id") `,
    );
    await queryRunner.query(
      `CREATE TABLE "faqs" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "question" text NOT NULL, "answer" text NOT NULL, "event_id" bigint NOT NULL, CONSTRAINT "faqs_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "faqs_event_id_idx" ON "faqs"  ("event_id") `);
    await queryRunner.query(
      `CREATE TABLE "feedbacks" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "rating" integer NOT NULL, "comment" text, "event_id" bigint NOT NULL, "session_id" bigint, "user_id" bigint NOT NULL, CONSTRAINT "feedbacks_session_id_user_id_key" UNIQUE ("session_id", "user_id"), CONSTRAINT "feedbacks_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "feedbacks_event_id_idx" ON "feedbacks"  ("event_id") `);
    await queryRunner.query(`CREATE INDEX "feedbacks_user_id_idx" ON "feedbacks"  ("user_id") `);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "feedbacks_event_id_user_id_4e682d55_idx" ON "feedbacks"  ("event_id", "user_id") WHERE session_id IS NULL`,
    );
    await queryRunner.query(
      `CREATE TABLE "microlocations" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "latitude" double precision, "longitude" double precision, "floor" integer, "room" text, "position" integer NOT NULL DEFAULT '0', "event_id" bigint NOT NULL, CONSTRAINT "microlocations_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "microlocations_event_id_idx" ON "microlocations"  ("event_id") `,
    );
    await queryRunner.query(
      `CREATE TABLE "session_types" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "length" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "event_id" bigint NOT NULL, CONSTRAINT "session_types_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "session_types_event_id_idx" ON "session_types"  ("event_id") `,
    );
    await queryRunner.query(
      `CREATE TABLE "social_links" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "link" text NOT NULL, "identifier" text, "event_id" bigint NOT NULL, CONSTRAINT "social_links_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "social_links_event_id_idx" ON "social_links"  ("event_id") `,
    );
    await queryRunner.query(
      `CREATE TABLE "speakers_calls" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "announcement" text, "starts_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "ends_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "privacy" text NOT NULL DEFAULT 'public', "event_id" bigint NOT NULL, CONSTRAINT "speakers_calls_event_id_key" UNIQUE ("event_id"), CONSTRAINT "speakers_calls_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "sponsors" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "description" text, "url" text, "level" integer, "sponsor_type" text, "event_id" bigint NOT NULL, "logo_url" text, "logo_width" integer, "logo_height" integer, "logo_bytes" integer, "logo_type" text, "logo_placeholder" text, "logo_alt" text, CONSTRAINT "sponsors_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "sponsors_event_id_idx" ON "sponsors"  ("event_id") `);
    await queryRunner.query(
      `CREATE TABLE "users_events_roles" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "user_id" bigint NOT NULL, "event_id" bigint NOT NULL, "role_id" bigint NOT NULL, CONSTRAINT "users_events_roles_user_id_event_id_role_id_key" UNIQUE ("user_id", "event_id", "role_id"), CONSTRAINT "users_events_roles_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "users_events_roles_event_id_idx" ON "users_events_roles"  ("event_id") `,
    );
    await queryRunner.query(
      `CREATE INDEX "users_events_roles_role_id_idx" ON "users_events_roles"  ("role_id") `,
    );
    await queryRunner.query(`ALTER TABLE "sessions" ADD "session_type_id" bigint`);
    await queryRunner.query(`ALTER TABLE "sessions" ADD "microlocation_id" bigint`);
    await queryRunner.query(
      `CREATE INDEX "sessions_session_type_id_idx" ON "sessions"  ("session_type_id") `,
    );
    await queryRunner.query(
      `CREATE INDEX "sessions_microlocation_id_idx" ON "sessions"  ("microlocation_id") `,
    );
    await queryRunner.query(
      `ALTER TABLE "event_copyrights" ADD CONSTRAINT "event_copyrights_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "exhibitors" ADD CONSTRAINT "exhibitors_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "faqs" ADD CONSTRAINT "faqs_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "microlocations" ADD CONSTRAINT "microlocations_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "session_types" ADD CONSTRAINT "session_types_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "sessions_session_type_id_fkey" FOREIGN KEY ("session_type_id") REFERENCES "session_types"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "sessions_microlocation_id_fkey" FOREIGN KEY ("microlocation_id") REFERENCES "microlocations"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "social_links" ADD CONSTRAINT "social_links_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "speakers_calls" ADD CONSTRAINT "speakers_calls_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sponsors" ADD CONSTRAINT "sponsors_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" ADD CONSTRAINT "users_events_roles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" ADD CONSTRAINT "users_events_roles_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" ADD CONSTRAINT "users_events_roles_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "roles"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" DROP CONSTRAINT "users_events_roles_role_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" DROP CONSTRAINT "users_events_roles_event_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" DROP CONSTRAINT "users_events_roles_user_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "sponsors" DROP CONSTRAINT "sponsors_event_id_fkey"`);
    await queryRunner.query(
      `ALTER TABLE "speakers_calls" DROP CONSTRAINT "speakers_calls_event_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "social_links" DROP CONSTRAINT "social_links_event_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" DROP CONSTRAINT "sessions_microlocation_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" DROP CONSTRAINT "sessions_session_type_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "session_types" DROP CONSTRAINT "session_types_event_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "microlocations" DROP CONSTRAINT "microlocations_event_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "feedbacks" DROP CONSTRAINT "feedbacks_user_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "feedbacks" DROP CONSTRAINT "feedbacks_session_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "feedbacks" DROP CONSTRAINT "feedbacks_event_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "faqs" DROP CONSTRAINT "faqs_event_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "exhibitors" DROP CONSTRAINT "exhibitors_event_id_fkey"`);
    await queryRunner.query(
      `ALTER TABLE "event_copyrights" DROP CONSTRAINT "event_copyrights_event_id_fkey"`,
    );
    await queryRunner.query(`DROP INDEX "public"."sessions_microlocation_id_idx"`);
    await queryRunner.query(`DROP INDEX "public"."sessions_session_type_id_idx"`);
    await queryRunner.query(`ALTER TABLE "sessions" DROP COLUMN "microlocation_id"`);
    await queryRunner.query(`ALTER TABLE "sessions" DROP COLUMN "session_type_id"`);
    await queryRunner.query(`DROP INDEX "public"."users_events_roles_role_id_idx"`);
    await queryRunner.query(`DROP INDEX "public"."users_events_roles_event_id_idx"`);
    await queryRunner.query(`DROP TABLE "users_events_roles"`);
    await queryRunner.query(`DROP INDEX "public"."sponsors_event_id_idx"`);
    await queryRunner.query(`DROP TABLE "sponsors"`);
    await queryRunner.query(`DROP TABLE "speakers_calls"`);
    await queryRunner.query(`DROP INDEX "public"."social_links_event_id_idx"`);
    await queryRunner.query(`DROP TABLE "social_links"`);
    await queryRunner.query(`DROP INDEX "public"."session_types_event_id_idx"`);
    await queryRunner.query(`DROP TABLE "session_types"`);
    await queryRunner.query(`DROP INDEX "public"."microlocations_event_id_idx"`);
    await queryRunner.query(`DROP TABLE "microlocations"`);
    await queryRunner.query(`DROP INDEX "public"."feedbacks_event_id_user_id_4e682d55_idx"`);
    await queryRunner.query(`DROP INDEX "public"."feedbacks_user_id_idx"`);
    await queryRunner.query(`DROP INDEX "public"."feedbacks_event_id_idx"`);
    await queryRunner.query(`DROP TABLE "feedbacks"`);
    await queryRunner.query(`DROP INDEX "public"."faqs_event_id_idx"`);
    await queryRunner.query(`DROP TABLE "faqs"`);
    await queryRunner.query(`DROP INDEX "public"."exhibitors_event_id_idx"`);
    await queryRunner.query(`DROP TABLE "exhibitors"`);
    await queryRunner.query(`DROP TABLE "event_copyrights"`);
    await queryRunner.query(`DROP TABLE "roles"`);
  }
}
