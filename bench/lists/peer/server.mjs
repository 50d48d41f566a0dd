import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import jsonApi from 'json-api-nestjs';
import { entities } from './entities.mjs';

class App {}
Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env.DATABASE_URL,
      entities,
      synchronize: false,
      poolSize: 10,
    }),
    jsonApi.JsonApiModule.forRoot({ entities, options: { requiredSelectField: false } }),
  ],
})(App);

const app = await NestFactory.create(App, { logger: ['error'] });
app.enableShutdownHooks();
await app.listen(Number(process.env.PORT), '127.0.0.1');
