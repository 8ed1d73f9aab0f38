import * as z from 'zod/mini';
import { OpenAiError } from '#contracts/chat/openai.js';
import { ProblemDocument } from '#contracts/problem.js';
import { sessionCookieName } from '../../access/session/session-cookie.js';
import type { AnswerDeclaration } from './answers.js';
import { apiPrefix, isOutsidePrefix } from '../portal/prefix.js';
import type { Route, RouteParameter } from './routes.js';

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of the routes, made of nothing but their declarations: contracts become schemas, permissions and audit
 * actions become `x-` fields. See ADR 0002 for why no decorator library writes it.
 */
export function openApiDocument(routes: readonly Route[], info: { readonly version: string }): Json {
  const components = new Map<string, Json>();
  const paths: Record<string, Record<string, Json>> = {};
  const ordered = [...routes].sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
  for (const route of ordered) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route, components);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chat Man',
      version: info.version,
      description:
        'Private AI chat that can prove what happened to your data. Every error is a problem document (RFC 9457), but under /v1, where it has the shape of OpenAI’s API. POST and PATCH calls that do not list the header Idempotency-Key refuse it (400 `idempotency-key-not-taken`).',
    },
    paths,
    components: {
      schemas: Object.fromEntries([...components].sort(([a], [b]) => a.localeCompare(b))),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookieName({ mode: 'production', port: 3001, publicUrl: null }),
          description: `\`${sessionCookieName({ mode: 'development', port: 3001, publicUrl: null })}\` outside production.`,
        },
        token: { type: 'http', scheme: 'bearer', description: 'API token, `cm_…`' },
      },
    },
  };
}

function operation(route: Route, components: Map<string, Json>): Json {
  const body = route.parameters.find((parameter) => parameter.kind === 'body');
  return {
    operationId: `${route.controller.name.replace(/Controller$/, '')}.${route.handler}`,
    tags: [tagOf(route)],
    ...accessOf(route),
    parameters: [...route.parameters.flatMap((parameter) => parametersOf(parameter, components)), ...keyOf(route)],
    ...(body?.schema
      ? {
          requestBody: {
            required: !acceptsNothing(body.schema),
            content: { 'application/json': { schema: schemaOf(body.schema, 'input', components) } },
          },
        }
      : {}),
    responses: {
      ...answerOf(route.answer, components),
      default: failureOf(route, components),
    },
  };
}

function failureOf({ path }: Route, components: Map<string, Json>): Json {
  if (isOutsidePrefix(path))
    return { description: 'Error', content: { 'application/json': { schema: schemaOf(OpenAiError, 'output', components) } } };
  return {
    description: 'Problem',
    content: { 'application/problem+json': { schema: schemaOf(ProblemDocument, 'output', components) } },
  };
}

/** The room, or what other programs call the place. */
function tagOf({ path }: Route): string {
  const [first, second] = path.split('/').filter(Boolean);
  return first === apiPrefix ? (second ?? apiPrefix) : first!;
}

function accessOf({ access, audit, proof }: Route): Json {
  return {
    ...(access && 'permission' in access
      ? {
          security: proof?.proof === 'token-only' ? [{ token: [] }] : [{ session: [] }, { token: [] }],
          'x-permission': access.permission,
        }
      : { security: [], 'x-public-because': access?.publicBecause }),
    ...(audit && 'action' in audit ? { 'x-audit-action': audit.action } : { 'x-unaudited-because': audit?.unauditedBecause }),
  };
}

function parametersOf(parameter: RouteParameter, components: Map<string, Json>): Json[] {
  if (parameter.kind === 'body' || !parameter.schema) return [];
  if (parameter.name !== undefined) {
    const required = parameter.kind === 'param' || !acceptsNothing(parameter.schema);
    const place = parameter.kind === 'param' ? 'path' : 'query';
    return [{ name: parameter.name, in: place, required, schema: schemaOf(parameter.schema, 'input', components) }];
  }
  const whole = jsonSchema(parameter.schema, 'input', components) as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(whole.properties ?? {}).map(([name, schema]) => ({
    name,
    in: parameter.kind === 'param' ? 'path' : 'query',
    required: whole.required?.includes(name) ?? false,
    schema,
  }));
}

function answerOf(answer: AnswerDeclaration | undefined, components: Map<string, Json>): Json {
  switch (answer?.kind) {
    case 'contract':
      return {
        [answer.status]: {
          description: 'Done',
          content: { 'application/json': { schema: schemaOf(answer.schema, 'output', components) } },
        },
      };
    case 'raw':
      return {
        [answer.status]: { description: answer.describe, content: { [answer.mediaType]: { schema: { type: 'string' } } } },
      };
    default:
      return { 204: { description: 'Done' } };
  }
}

function keyOf({ honoursKey, holdsSecret }: Route): Json[] {
  if (!honoursKey) return [];
  const again = holdsSecret
    ? 'If it is sent again with the same key within a day, the call is not repeated: the response is 409 `already-done`, because the original response is shown only once.'
    : 'If it is sent again with the same key within a day, the call is not repeated: the original response is returned, with `Idempotency-Replayed: true`.';
  const schema = { type: 'string', minLength: 8, maxLength: 200 };
  return [{ name: 'Idempotency-Key', in: 'header', required: false, description: again, schema }];
}

/** A reference where the contract has a name, the schema itself where it has none. */
function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output', components: Map<string, Json>): Json {
  const id = z.globalRegistry.get(schema)?.id;
  if (!id) return jsonSchema(schema, io, components);
  if (!components.has(id)) {
    components.set(id, {}); // holds the place while the schema is made, in case it refers to itself
    components.set(id, jsonSchema(schema, io, components));
  }
  return { $ref: `#/components/schemas/${id}` };
}

function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output', components: Map<string, Json>): Json {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & { $ref?: string; $defs?: Record<string, Json> };
  const definitions = made.$defs ?? {};
  const own = z.globalRegistry.get(schema)?.id;
  for (const [name, definition] of Object.entries(definitions)) {
    if (name !== own && !components.has(name)) components.set(name, bare(definition));
  }
  return bare((own && definitions[own]) || made);
}

/** A schema as a component: without the fields that only a document of its own has. */
function bare(schema: Json): Json {
  const { $schema: _, $defs: __, id: ___, ...rest } = schema;
  return hoisted(rest) as Json;
}

/** zod refers to `#/$defs/…`; in OpenAPI named schemas live under components. */
function hoisted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hoisted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? inner.replace('#/$defs/', '#/components/schemas/') : hoisted(inner),
    ]),
  );
}

function acceptsNothing(schema: z.ZodMiniType): boolean {
  return z.safeParse(schema, undefined).success;
}
