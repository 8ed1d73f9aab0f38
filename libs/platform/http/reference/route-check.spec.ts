import { Controller, Get, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import * as z from 'zod/mini';
import { expect, it } from 'vitest';
import { Public, Unaudited } from '../../access/declarations.js';
import { Answers } from './answers.js';
import { RouteCheck } from './route-check.js';

@Controller('complete')
class Complete {
  @Get()
  @Public('for this spec')
  @Unaudited('for this spec')
  @Answers(z.string())
  read(): string {
    return 'here';
  }
}

@Controller('forgetful')
class Forgetful {
  @Get()
  @Unaudited('for this spec')
  @Answers(z.string())
  read(): string {
    return 'open to everybody';
  }
}

function house(...controllers: Type[]): Type {
  @Module({ imports: [DiscoveryModule], providers: [RouteCheck], controllers })
  class House {}
  return House;
}

const boot = async (...controllers: Type[]): Promise<void> => {
  const app = await NestFactory.create(house(...controllers), { logger: false, abortOnError: false });
  try {
    await app.init();
  } finally {
    await app.close();
  }
};

it('an application with a route that does not say who may call it does not boot, and names it', async () => {
  await expect(boot(Complete, Forgetful)).rejects.toThrow('GET /api/forgetful (Forgetful.read) says not who may call it');
});

it('an application whose routes declare everything boots', async () => {
  await expect(boot(Complete)).resolves.toBeUndefined();
});
