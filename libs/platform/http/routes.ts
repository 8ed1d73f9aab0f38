import type { Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { AccessOf, AuditOf, type AccessDeclaration, type AuditDeclaration } from '../access/declarations.js';
import { AnswerOf, type AnswerDeclaration } from './answers.js';
import * as z from 'zod/mini';

/** NestJS's metadata keys and parameter kinds that a check must read; they are part of its decorators' contract. */
const routeArguments = '__routeArguments__';
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD', 'SEARCH'];
const checkedKinds: Readonly<Record<string, 'body' | 'query' | 'param'>> = { 3: 'body', 4: 'query', 5: 'param' };

export interface RouteParameter {
  readonly kind: 'body' | 'query' | 'param';
  /** The field of the path or query; undefined where the handler takes the whole. */
  readonly name: string | undefined;
  readonly schema: z.ZodMiniType | undefined;
}

export interface Route {
  readonly controller: Type;
  readonly handler: string;
  readonly method: string;
  /** As the outside sees it, with `:id` parameters. */
  readonly path: string;
  readonly access: AccessDeclaration | undefined;
  readonly audit: AuditDeclaration | undefined;
  readonly answer: AnswerDeclaration | undefined;
  readonly parameters: readonly RouteParameter[];
}

/** Every route of the application with what it declares. */
export function routesOf(discovery: DiscoveryService, scanner: MetadataScanner, reflector: Reflector, prefix: string): Route[] {
  return discovery.getControllers().flatMap((wrapper) => {
    const controller = wrapper.metatype as Type;
    const prototype = controller.prototype as Record<string, (...parameters: unknown[]) => unknown>;
    return scanner.getAllMethodNames(prototype).flatMap((handler) => {
      const method = prototype[handler]!;
      const path = Reflect.getMetadata('path', method) as string | undefined;
      if (path === undefined) return [];
      return [
        {
          controller,
          handler,
          method: methods[Reflect.getMetadata('method', method) as number] ?? 'ALL',
          path: joined(prefix, Reflect.getMetadata('path', controller) as string, path),
          access: reflector.get(AccessOf, method),
          audit: reflector.get(AuditOf, method),
          answer: reflector.get(AnswerOf, method),
          parameters: parametersOf(controller, handler),
        },
      ];
    });
  });
}

/** What a route forgot to declare, in words; empty for a complete one. */
export function undeclaredIn(route: Route): string[] {
  const name = `${route.method} ${route.path} (${route.controller.name}.${route.handler})`;
  const missing: string[] = [];
  if (!route.access) missing.push(`${name} says not who may call it: @Requires or @Public`);
  if (!route.audit) missing.push(`${name} says not what is recorded: @Audits, @AuditsItself or @Unaudited`);
  if (!route.answer) missing.push(`${name} says not what it answers: @Answers, @AnswersNothing or @AnswersRaw`);
  for (const parameter of route.parameters) {
    if (!parameter.schema) missing.push(`${name} takes an unchecked ${parameter.kind} ${parameter.name ?? ''}`.trimEnd());
  }
  return missing;
}

function parametersOf(controller: Type, handler: string): RouteParameter[] {
  const found = (Reflect.getMetadata(routeArguments, controller, handler) ?? {}) as Record<
    string,
    { data?: unknown; schema?: unknown }
  >;
  return Object.entries(found).flatMap(([key, parameter]) => {
    const kind = checkedKinds[key.split(':')[0]!];
    if (!kind) return [];
    return [
      {
        kind,
        name: typeof parameter.data === 'string' ? parameter.data : undefined,
        schema: parameter.schema as z.ZodMiniType | undefined,
      },
    ];
  });
}

function joined(...parts: readonly string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
}
