import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProgrammeAndCatalogue1795489828996 implements MigrationInterface {
  readonly name = 'ProgrammeAndCatalogue1795489828996';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "custom_placeholders" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "copyright" text, "origin" text, "original_image_url" text, "original_image_width" integer, "original_image_height" integer, "original_image_bytes" integer, "original_image_type" text, "original_image_placeholder" text, "original_image_alt" text, CONSTRAINT "custom_placeholders_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "event_sub_topics" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "slug" text NOT NULL, "event_topic_id" bigint NOT NULL, "custom_placeholder_id" bigint, CONSTRAINT "event_sub_topics_event_topic_id_slug_key" UNIQUE ("event_topic_id", "slug"), CONSTRAINT "event_sub_topics_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "event_sub_topics_custom_placeholder_id_idx" ON "event_sub_topics"  ("custom_placeholder_id") `,
    );
    await queryRunner.query(
      `CREATE TABLE "event_topics" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "slug" text NOT NULL, "system_image_url" text, "system_image_width" integer, "system_image_height" integer, "system_image_bytes" integer, "system_image_type" text, "system_image_placeholder" text, "system_image_alt" text, CONSTRAINT "event_topics_slug_key" UNIQUE ("slug"), CONSTRAINT "event_topics_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "event_types" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "slug" text NOT NULL, CONSTRAINT "event_types_slug_key" UNIQUE ("slug"), CONSTRAINT "event_types_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "sessions" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "title" text NOT NULL, "subtitle" text, "level" text, "short_abstract" text, "long_abstract" text, "comments" text, "starts_at" TIMESTAMP(3) WITH TIME ZONE, "ends_at" TIMESTAMP(3) WITH TIME ZONE, "language" text, "slides" jsonb NOT NULL DEFAULT '[]', "slides_url" text, "video_url" text, "audio_url" text, "signup_url" text, "state" text NOT NULL DEFAULT 'draft', "is_locked" boolean NOT NULL DEFAULT false, "submitted_at" TIMESTAMP(3) WITH TIME ZONE, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "last_modified_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "deleted_at" TIMESTAMP(3) WITH TIME ZONE, "event_id" bigint NOT NULL, "track_id" bigint, "creator_id" bigint NOT NULL, CONSTRAINT "sessions_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "sessions_track_id_idx" ON "sessions"  ("track_id") `);
    await queryRunner.query(
      `CREATE INDEX "sessions_creator_id_idx" ON "sessions"  ("creator_id") `,
    );
    await queryRunner.query(
      `CREATE INDEX "sessions_event_id_state_starts_at_idx" ON "sessions"  ("event_id", "state", "starts_at") `,
    );
    await queryRunner.query(
      `CREATE TABLE "speakers" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "email" text, "short_biography" text, "long_biography" text, "speaking_experience" text, "mobile" text, "organisation" text, "position" text, "country" text, "city" text, "website" text, "twitter" text, "facebook" text, "github" text, "linkedin" text, "mastodon" text, "is_featured" boolean NOT NULL DEFAULT false, "order" integer NOT NULL DEFAULT '0', "event_id" bigint NOT NULL, "user_id" bigint NOT NULL, "photo_url" text, "photo_width" integer, "photo_height" integer, "photo_bytes" integer, "photo_type" text, "photo_placeholder" text, "photo_alt" text, CONSTRAINT "speakers_event_id_email_key" UNIQUE ("event_id", "email"), CONSTRAINT "speakers_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "speakers_user_id_idx" ON "speakers"  ("user_id") `);
    await queryRunner.query(
      `CREATE TABLE "tracks" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "name" text NOT NULL, "color" text NOT NULL, "font_color" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "event_id" bigint NOT NULL, CONSTRAINT "tracks_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "tracks_event_id_idx" ON "tracks"  ("event_id") `);
    await queryRunner.query(
      `CREATE TABLE "sessions_speakers" ("session_id" bigint NOT NULL, "speaker_id" bigint NOT NULL, CONSTRAINT "sessions_speakers_pkey" PRIMARY KEY ("session_id", "speaker_id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "sessions_speakers_session_id_idx" ON "sessions_speakers"  ("session_id") `,
    );
    await queryRunner.query(
      `CREATE INDEX "sessions_speakers_speaker_id_idx" ON "sessions_speakers"  ("speaker_id") `,
    );
    await queryRunner.query(`ALTER TABLE "events" ADD "event_type_id" bigint`);
    await queryRunner.query(`ALTER TABLE "events" ADD "event_topic_id" bigint`);
    await queryRunner.query(`ALTER TABLE "events" ADD "event_sub_topic_id" bigint`);
    await queryRunner.query(
      `CREATE INDEX "events_event_type_id_idx" ON "events"  ("event_type_id") `,
    );
    await queryRunner.query(
      `CREATE INDEX "events_event_topic_id_idx" ON "events"  ("event_topic_id") `,
    );
    await queryRunner.query(
      `CREATE INDEX "events_event_sub_topic_id_idx" ON "events"  ("event_sub_topic_id") `,
    );
    await queryRunner.query(
      `ALTER TABLE "event_sub_topics" ADD CONSTRAINT "event_sub_topics_event_topic_id_fkey" FOREIGN KEY ("event_topic_id") REFERENCES "event_topics"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "event_sub_topics" ADD CONSTRAINT "event_sub_topics_custom_placeholder_id_fkey" FOREIGN KEY ("custom_placeholder_id") REFERENCES "custom_placeholders"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "events" ADD CONSTRAINT "events_event_type_id_fkey" FOREIGN KEY ("event_type_id") REFERENCES "event_types"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "events" ADD CONSTRAINT "events_event_topic_id_fkey" FOREIGN KEY ("event_topic_id") REFERENCES "event_topics"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "events" ADD CONSTRAINT "events_event_sub_topic_id_fkey" FOREIGN KEY ("event_sub_topic_id") REFERENCES "event_sub_topics"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "sessions_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "sessions_track_id_fkey" FOREIGN KEY ("track_id") REFERENCES "tracks"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "sessions_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "speakers" ADD CONSTRAINT "speakers_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "speakers" ADD CONSTRAINT "speakers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "tracks" ADD CONSTRAINT "tracks_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions_speakers" ADD CONSTRAINT "sessions_speakers_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions_speakers" ADD CONSTRAINT "sessions_speakers_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers"("id") ON DELETE CASCADE ON UPDATE CASCADE`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "sessions_speakers" DROP CONSTRAINT "sessions_speakers_speaker_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions_speakers" DROP CONSTRAINT "sessions_speakers_session_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "tracks" DROP CONSTRAINT "tracks_event_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "speakers" DROP CONSTRAINT "speakers_user_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "speakers" DROP CONSTRAINT "speakers_event_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "sessions" DROP CONSTRAINT "sessions_creator_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "sessions" DROP CONSTRAINT "sessions_track_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "sessions" DROP CONSTRAINT "sessions_event_id_fkey"`);
    await queryRunner.query(
      `ALTER TABLE "events" DROP CONSTRAINT "events_event_sub_topic_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "events" DROP CONSTRAINT "events_event_topic_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "events" DROP CONSTRAINT "events_event_type_id_fkey"`);
    await queryRunner.query(
      `ALTER TABLE "event_sub_topics" DROP CONSTRAINT "event_sub_topics_custom_placeholder_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "event_sub_topics" DROP CONSTRAINT "event_sub_topics_event_topic_id_fkey"`,
    );
    await queryRunner.query(`DROP INDEX "public"."events_event_sub_topic_id_idx"`);
    await queryRunner.query(`DROP INDEX "public"."events_event_topic_id_idx"`);
    await queryRunner.query(`DROP INDEX "public"."events_event_type_id_idx"`);
    await queryRunner.query(`ALTER TABLE "events" DROP COLUMN "event_sub_topic_id"`);
    await queryRunner.query(`ALTER TABLE "events" DROP COLUMN "event_topic_id"`);
    await queryRunner.query(`ALTER TABLE "events" DROP COLUMN "event_type_id"`);
    await queryRunner.query(`DROP INDEX "public"."sessions_speakers_speaker_id_idx"`);
    await queryRunner.query(`DROP INDEX "public"."sessions_speakers_session_id_idx"`);
    await queryRunner.query(`DROP TABLE "sessions_speakers"`);
    await queryRunner.query(`DROP INDEX "public"."tracks_event_id_idx"`);
    await queryRunner.query(`DROP TABLE "tracks"`);
    await queryRunner.query(`DROP INDEX "public"."speakers_user_id_idx"`);
    await queryRunner.query(`DROP TABLE "speakers"`);
    await queryRunner.query(`DROP INDEX "public"."sessions_event_id_state_starts_at_idx"`);
    await queryRunner.query(`DROP INDEX "public"."sessions_creator_id_idx"`);
    await queryRunner.query(`DROP INDEX "public"."sessions_track_id_idx"`);
    await queryRunner.query(`DROP TABLE "sessions"`);
    await queryRunner.query(`DROP TABLE "event_types"`);
    await queryRunner.query(`DROP TABLE "event_topics"`);
    await queryRunner.query(`DROP INDEX "public"."event_sub_topics_custom_placeholder_id_idx"`);
    await queryRunner.query(`DROP TABLE "event_sub_topics"`);
    await queryRunner.query(`DROP TABLE "custom_placeholders"`);
  }
}
