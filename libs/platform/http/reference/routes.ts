import type { Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import {
  AccessOf,
  AuditOf,
  HoldsSecret,
  ProofOf,
  type AccessDeclaration,
  type AuditDeclaration,
  type ProofDeclaration,
} from '../../access/declarations.js';
import { honoursKey } from '../../access/key-honouring.js';
import { AnswerOf, type AnswerDeclaration } from './answers.js';
import { publicPath } from '../portal/prefix.js';
import { decidingPermissions } from '#contracts/auth/people/roles.js';
import * as z from 'zod/mini';

/** NestJS's metadata keys and parameter kinds that a check must read; they are part of its decorators' contract. */
const routeArguments = '__routeArguments__';
const serverSentEvents = '__sse__';
const responseKind = '1';
const passthrough = '__responsePassthrough__';
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD', 'SEARCH'];
const checkedKinds: Readonly<Record<string, 'body' | 'query' | 'param'>> = { 3: 'body', 12: 'body', 4: 'query', 5: 'param' };

type Paths = string | string[];

interface Argument {
  readonly data?: unknown;
  readonly schema?: unknown;
}

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
  readonly proof: ProofDeclaration | undefined;
  readonly answer: AnswerDeclaration | undefined;
  readonly parameters: readonly RouteParameter[];
  /** Whether sending it again with the same `Idempotency-Key` does nothing twice. */
  readonly honoursKey: boolean;
  /** Whether its answer holds a secret that is shown once. */
  readonly holdsSecret: boolean;
  /** Whether the handler writes to the response itself: a stream of events, or `@Res()` without `passthrough`. */
  readonly answersItself: boolean;
}

/** Every route of the application with what it declares. */
export function routesOf(discovery: DiscoveryService, scanner: MetadataScanner, reflector: Reflector): Route[] {
  return discovery.getControllers().flatMap((wrapper) => {
    const controller = wrapper.metatype as Type;
    const prototype = controller.prototype as Record<string, (...parameters: unknown[]) => unknown>;
    return scanner.getAllMethodNames(prototype).flatMap((handler) => {
      const method = prototype[handler]!;
      const path = Reflect.getMetadata('path', method) as Paths | undefined;
      if (path === undefined) return [];
      const shared = {
        controller,
        handler,
        method: methods[Reflect.getMetadata('method', method) as number] ?? 'ALL',
        access: reflector.get(AccessOf, method),
        audit: reflector.get(AuditOf, method),
        proof: reflector.get(ProofOf, method),
        answer: reflector.get(AnswerOf, method),
        parameters: parametersOf(controller, handler),
        honoursKey: honoursKey(reflector, method),
        holdsSecret: reflector.get(HoldsSecret, method) === true,
        answersItself: Reflect.getMetadata(serverSentEvents, method) === true || takesResponse(controller, handler),
      };
      const places = Reflect.getMetadata('path', controller) as Paths;
      return [places].flat().flatMap((place) => [path].flat().map((each) => ({ ...shared, path: publicPath(place, each) })));
    });
  });
}

/** What a route forgot to declare, in words; empty for a complete one. */
export function undeclaredIn(route: Route): string[] {
  const name = `${route.method} ${route.path} (${route.controller.name}.${route.handler})`;
  const missing: string[] = [];
  if (!route.access) missing.push(`${name} says not who may call it: @Requires or @Public`);
  if (isProofMissing(route)) missing.push(`${name} says not what proof it takes: @Takes or @TakesTwo`);
  if (decidesWithoutStepUp(route))
    missing.push(`${name} decides or grants, so it takes a step-up: @Takes('step-up') or @TakesTwo`);
  if (!route.audit) missing.push(`${name} says not what is recorded: @Audits, @AuditsItself or @Unaudited`);
  if (!route.answer) missing.push(`${name} says not what it answers: @Answers, @AnswersNothing or @AnswersRaw`);
  if (route.answersItself && route.answer && route.answer.kind !== 'raw')
    missing.push(`${name} writes its answer itself, past the contract: @AnswersRaw`);
  if (route.answersItself && route.audit && 'writes' in route.audit && route.audit.writes === 'in-transaction')
    missing.push(`${name} writes its answer itself, before its transaction could commit: @AuditsItself`);
  for (const parameter of route.parameters) {
    if (!parameter.schema) missing.push(`${name} takes an unchecked ${parameter.kind} ${parameter.name ?? ''}`.trimEnd());
  }
  return missing;
}

/** Reading takes a token unless declared otherwise; every change declares its proof. */
function isProofMissing({ access, method, proof }: Route): boolean {
  return access !== undefined && 'permission' in access && method !== 'GET' && !proof;
}

/** One rule for every decision, whichever room it is in. */
function decidesWithoutStepUp({ access, method, proof }: Route): boolean {
  if (!access || !('permission' in access) || method === 'GET' || !proof) return false;
  return decidingPermissions.includes(access.permission) && proof.proof !== 'step-up';
}

function parametersOf(controller: Type, handler: string): RouteParameter[] {
  return argumentsOf(controller, handler).flatMap(([argument, parameter]) => {
    const kind = checkedKinds[argument];
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

function takesResponse(controller: Type, handler: string): boolean {
  const isHandedOver = argumentsOf(controller, handler).some(([argument]) => argument === responseKind);
  return isHandedOver && Reflect.getMetadata(passthrough, controller, handler) !== true;
}

/** What NestJS passes to each parameter of a handler: its kind, and the decorator's argument. */
function argumentsOf(controller: Type, handler: string): [string, Argument][] {
  const found = (Reflect.getMetadata(routeArguments, controller, handler) ?? {}) as Record<string, Argument>;
  return Object.entries(found).map(([key, argument]) => [key.split(':')[0]!, argument]);
}
