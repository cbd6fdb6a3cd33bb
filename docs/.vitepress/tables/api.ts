import { readFileSync } from 'node:fs';
import { row, table } from './markdown.ts';

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  pattern?: string;
  description?: string;
  maxLength?: number;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}
type Content = Record<string, { schema: Schema }>;
interface Operation {
  summary?: string;
  description?: string;
  security?: Record<string, unknown>[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** A type in one line: a name, a list, one of some words. */
function typeOf(schema: Schema | undefined): string {
  if (!schema) return '';
  if (schema.$ref) {
    const name = schema.$ref.split('/').pop()!;
    return `[${name}](#${name.toLowerCase()})`;
  }
  const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (parts) return parts.map(typeOf).join(schema.allOf ? ' & ' : ' or ');
  if (schema.enum) return schema.enum.map((one) => `\`${JSON.stringify(one)}\``).join(' or ');
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  if (schema.properties) return 'object';
  if (typeof schema.additionalProperties === 'object') return `map of ${typeOf(schema.additionalProperties)}`;
  const type = [schema.type ?? 'any'].flat().join(' or ');
  return schema.pattern ? `${type} \`${schema.pattern}\`` : type;
}

/** The members of an object, those of its parts under dotted names. */
function members(schema: Schema, before = ''): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const path = before + name;
    const inner = member.items?.properties ? member.items : member;
    const text = member.description ?? '';
    const needed = schema.required?.includes(name) ? 'yes' : '';
    return [
      row(`\`${path}\``, typeOf(member), needed, text),
      ...members(inner, `${path}${inner === member ? '' : '[]'}.`),
    ];
  });
}

/** An object member by member, each of several it may be, or its type in a line. */
function shape(schema: Schema): string {
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts?.some(({ properties }) => properties)) return parts.map(shape).join('\n\nor\n\n');
  return schema.properties ? table(['member', 'type', 'needed', ''], members(schema)) : typeOf(schema);
}

/** A body: by name where it has one, else member by member. */
function body(content: Content | undefined): string {
  return Object.entries(content ?? {})
    .map(([media, { schema }]) => `\`${media}\`: ${shape(schema).replace(/^(?=<div)/, '\n\n')}`)
    .join('\n\n');
}

function operation(path: string, method: string, one: Operation): string {
  const parameters = (one.parameters ?? []).map((parameter) =>
    row(
      `\`${parameter.name}\``,
      parameter.in,
      typeOf(parameter.schema),
      parameter.required ? 'yes' : '',
      parameter.description ?? '',
    ),
  );
  const answers = Object.entries(one.responses).map(([status, answer]) => {
    const types = Object.values(answer.content ?? {}).map(({ schema }) =>
      schema.properties ? 'object' : typeOf(schema),
    );
    return row(status, answer.description, types.join(', '));
  });
  const auth = one.security?.map((entry) => Object.keys(entry).join(' + ') || 'none').join(' or ');
  return [
    `### \`${method.toUpperCase()} ${path}\``,
    one.summary ?? '',
    one.description ?? '',
    auth ? `Auth: ${auth}` : '',
    parameters.length ? table(['parameter', 'in', 'type', 'needed', ''], parameters) : '',
    one.requestBody ? `Body: ${body(one.requestBody.content)}` : '',
    table(['status', '', 'body'], answers),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The gateway's OpenAPI document as a page: calls, then shapes. */
export function apiTable(): string {
  const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Document;
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => operation(path, method, one)),
  );
  const shapes = Object.entries(document.components.schemas).map(
    ([name, schema]) => `### ${name}\n\n${schema.description ?? ''}\n\n${shape(schema)}`,
  );
  return `## Calls\n\n${calls.join('\n\n')}\n\n## Shapes\n\n${shapes.join('\n\n')}`;
}
