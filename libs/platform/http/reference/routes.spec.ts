import { Body, Controller, Get, Module, Param, Post, Res, Sse, type MessageEvent } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { Response } from 'express';
import { NEVER, type Observable } from 'rxjs';
import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { Audits, AuditsItself, Requires, Takes, Unaudited } from '../../access/declarations.js';
import { Answers, AnswersRaw } from './answers.js';
import { openApiDocument } from './openapi.js';
import { routesOf, undeclaredIn } from './routes.js';

const Note = z.strictObject({ text: z.string() }).register(z.globalRegistry, { id: 'SpecNote' });

@Controller('notes')
class NotesController {
  @Get(':id')
  @Requires('chat:converse')
  @Unaudited('for this spec')
  @Answers(Note)
  complete(@Param('id', { schema: z.string() }) id: string): { text: string } {
    return { text: id };
  }

  @Post()
  forgetful(@Body() body: unknown): unknown {
    return body;
  }

  @Post('made')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('message.sent')
  @Answers(Note, 201)
  made(@Body({ schema: Note }) note: { text: string }): { text: string } {
    return note;
  }
}

@Controller(['v1', 'chat'])
class ElsewhereController {
  @Sse('stream')
  @Requires('chat:converse')
  @Audits('message.sent')
  @Answers(Note)
  stream(): Observable<MessageEvent> {
    return NEVER;
  }

  @Post('alone')
  @Requires('chat:converse')
  @Takes('token')
  @AuditsItself('message.sent')
  @AnswersRaw('text/plain', 'for this spec')
  alone(@Res() response: Response): void {
    response.end();
  }

  @Post('along')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('message.sent')
  @Answers(Note)
  along(@Res({ passthrough: true }) response: Response): { text: string } {
    return { text: response.statusMessage };
  }
}

@Module({ imports: [DiscoveryModule], controllers: [NotesController, ElsewhereController] })
class NotesModule {}

async function routes() {
  const module = await Test.createTestingModule({ imports: [NotesModule] }).compile();
  return routesOf(module.get(DiscoveryService, { strict: false }), new MetadataScanner(), module.get(Reflector));
}

describe('route declarations', () => {
  it('are read off the handlers', async () => {
    const complete = (await routes()).find((route) => route.handler === 'complete')!;
    expect(complete).toMatchObject({ method: 'GET', path: '/api/notes/:id', access: { permission: 'chat:converse' } });
    expect(undeclaredIn(complete)).toEqual([]);
  });

  it('are missed one by one where a handler forgot them', async () => {
    const forgetful = (await routes()).find((route) => route.handler === 'forgetful')!;
    expect(undeclaredIn(forgetful).map((line) => line.replace(/^.*\) /, ''))).toEqual([
      'says not who may call it: @Requires or @Public',
      'says not what is recorded: @Audits, @AuditsItself or @Unaudited',
      'says not what it answers: @Answers, @AnswersNothing or @AnswersRaw',
      'takes an unchecked body',
    ]);
  });

  it('do not let a handler write past its contract, or before its transaction commits', async () => {
    const all = await routes();
    const missing = (handler: string) =>
      undeclaredIn(all.find((route) => route.handler === handler)!).map((line) => line.replace(/^.*\) /, ''));
    expect(missing('stream')).toEqual([
      'writes its answer itself, past the contract: @AnswersRaw',
      'writes its answer itself, before its transaction could commit: @AuditsItself',
    ]);
    expect(missing('alone')).toEqual([]);
    expect(missing('along')).toEqual([]);
  });

  it('are found at every address, outside the prefix too', async () => {
    const paths = (await routes()).filter(({ handler }) => handler === 'stream').map(({ path }) => path);
    expect(paths).toEqual(['/v1/stream', '/api/chat/stream']);
  });

  it('become an OpenAPI document with named contracts, permission and audit action', async () => {
    const complete = (await routes()).filter((route) => route.handler !== 'forgetful');
    const document = openApiDocument(complete, { version: '1' }) as unknown as {
      paths: Record<string, Record<string, { parameters: unknown }>>;
      components: { schemas: Record<string, unknown> };
    };
    expect(document.paths['/api/notes/made']!['post']).toMatchObject({
      'x-permission': 'chat:converse',
      'x-audit-action': 'message.sent',
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/SpecNote' } } } },
      responses: { 201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/SpecNote' } } } } },
    });
    expect(document.paths['/api/notes/{id}']!['get']!.parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    ]);
    expect(document.components.schemas['SpecNote']).toMatchObject({
      type: 'object',
      required: ['text'],
      additionalProperties: false,
    });
  });
});
