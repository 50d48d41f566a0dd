import { Global, Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { DatabaseConfig } from '../database/database.config.js';
import { AuthConfig } from './auth.config.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { keepSecret } from './jwt-secret.js';
import { ResourcePolicies } from './resource-policies.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';
import { Tokens } from './tokens.js';

/** One algorithm, pinned: a token that names another is refused. */
const algorithm = 'HS256';

/** Who is calling and what he may. */
@Global()
@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [AuthConfig, DatabaseConfig],
      useFactory: async (auth: AuthConfig, { dataDir }: DatabaseConfig) => ({
        secret: auth.jwtSecret ?? (await keepSecret(dataDir)),
        signOptions: { algorithm, expiresIn: auth.accessTokenSeconds },
        verifyOptions: { algorithms: [algorithm] },
      }),
    }),
  ],
  controllers: [SessionController],
  providers: [AuthenticationGuard, ResourcePolicies, SessionService, Tokens],
  exports: [AuthenticationGuard, ResourcePolicies, Tokens],
})
export class AuthModule {}
