import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Erasing1795691011356 implements MigrationInterface {
  readonly name = 'Erasing1795691011356';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "event_copyrights" DROP CONSTRAINT "event_copyrights_event_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "exhibitors" DROP CONSTRAINT "exhibitors_event_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "faqs" DROP CONSTRAINT "faqs_event_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "feedbacks" DROP CONSTRAINT "feedbacks_event_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "feedbacks" DROP CONSTRAINT "feedbacks_session_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "feedbacks" DROP CONSTRAINT "feedbacks_user_id_fkey"`);
    await queryRunner.query(
      `ALTER TABLE "microlocations" DROP CONSTRAINT "microlocations_event_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "session_types" DROP CONSTRAINT "session_types_event_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "sessions" DROP CONSTRAINT "sessions_event_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "sessions" DROP CONSTRAINT "sessions_creator_id_fkey"`);
    await queryRunner.query(
      `ALTER TABLE "social_links" DROP CONSTRAINT "social_links_event_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "speakers" DROP CONSTRAINT "speakers_event_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "speakers" DROP CONSTRAINT "speakers_user_id_fkey"`);
    await queryRunner.query(
      `ALTER TABLE "speakers_calls" DROP CONSTRAINT "speakers_calls_event_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "sponsors" DROP CONSTRAINT "sponsors_event_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "tracks" DROP CONSTRAINT "tracks_event_id_fkey"`);
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" DROP CONSTRAINT "users_events_roles_user_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" DROP CONSTRAINT "users_events_roles_event_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "sessions" ALTER COLUMN "creator_id" DROP NOT NULL`);
    await queryRunner.query(`ALTER TABLE "speakers" ALTER COLUMN "user_id" DROP NOT NULL`);
    await queryRunner.query(
      `ALTER TABLE "event_copyrights" ADD CONSTRAINT "event_copyrights_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "exhibitors" ADD CONSTRAINT "exhibitors_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "faqs" ADD CONSTRAINT "faqs_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "microlocations" ADD CONSTRAINT "microlocations_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "session_types" ADD CONSTRAINT "session_types_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "sessions_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "sessions_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "social_links" ADD CONSTRAINT "social_links_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "speakers" ADD CONSTRAINT "speakers_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "speakers" ADD CONSTRAINT "speakers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "speakers_calls" ADD CONSTRAINT "speakers_calls_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sponsors" ADD CONSTRAINT "sponsors_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "tracks" ADD CONSTRAINT "tracks_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" ADD CONSTRAINT "users_events_roles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" ADD CONSTRAINT "users_events_roles_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" DROP CONSTRAINT "users_events_roles_event_id_fkey"`,
    );
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" DROP CONSTRAINT "users_events_roles_user_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "tracks" DROP CONSTRAINT "tracks_event_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "sponsors" DROP CONSTRAINT "sponsors_event_id_fkey"`);
    await queryRunner.query(
      `ALTER TABLE "speakers_calls" DROP CONSTRAINT "speakers_calls_event_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "speakers" DROP CONSTRAINT "speakers_user_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "speakers" DROP CONSTRAINT "speakers_event_id_fkey"`);
    await queryRunner.query(
      `ALTER TABLE "social_links" DROP CONSTRAINT "social_links_event_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "sessions" DROP CONSTRAINT "sessions_creator_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "sessions" DROP CONSTRAINT "sessions_event_id_fkey"`);
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
    await queryRunner.query(`ALTER TABLE "speakers" ALTER COLUMN "user_id" SET NOT NULL`);
    await queryRunner.query(`ALTER TABLE "sessions" ALTER COLUMN "creator_id" SET NOT NULL`);
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" ADD CONSTRAINT "users_events_roles_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "users_events_roles" ADD CONSTRAINT "users_events_roles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "tracks" ADD CONSTRAINT "tracks_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sponsors" ADD CONSTRAINT "sponsors_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "speakers_calls" ADD CONSTRAINT "speakers_calls_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "speakers" ADD CONSTRAINT "speakers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "speakers" ADD CONSTRAINT "speakers_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "social_links" ADD CONSTRAINT "social_links_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "sessions_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "sessions_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "session_types" ADD CONSTRAINT "session_types_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "microlocations" ADD CONSTRAINT "microlocations_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "faqs" ADD CONSTRAINT "faqs_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "exhibitors" ADD CONSTRAINT "exhibitors_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "event_copyrights" ADD CONSTRAINT "event_copyrights_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }
}
