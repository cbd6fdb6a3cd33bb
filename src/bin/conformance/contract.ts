import { type Schema, Validator } from '@cfworker/json-schema';
import type { Answer } from './client.ts';

/** The gateway's OpenAPI 3.1 document as far as the kit reads it. */
export interface OpenApi {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }>
  >;
  components: { schemas: Record<string, Schema> };
}

/** The contract as a judge of answers. */
export interface Contract {
  /** Every call of the contract, such as `GET /v1/products/{id}`. */
  operations: string[];
  /** Which call of the contract an answer belongs to; none for what the contract does not know. */
  operationOf(answer: Answer): string | undefined;
  /** Where a body departs from its schema, one line each; empty when it fits. A refusal is judged as one. */
  faults(answer: Answer): string[];
  /** The names of all members that an answer's schema knows. */
  membersOf(answer: Answer): Set<string> | undefined;
}

/** Reads the OpenAPI document, whose schemas are JSON Schema 2020-12. */
export function readContract(document: OpenApi): Contract {
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      form: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
      responses: methods[method]!.responses,
    })),
  );
  // A fixed path comes before one with a name in it.
  routes.sort((a, b) => Number(a.name.includes('{')) - Number(b.name.includes('{')));
  const validators = new Map<Schema, Validator>();
  const judge = (schema: Schema): Validator => {
    const known = validators.get(schema);
    if (known) return known;
    const made = new Validator({ components: document.components, ...schema }, '2020-12', false);
    validators.set(schema, made);
    return made;
  };
  const find = ({ call }: Answer) => {
    const path = call.path.split('?')[0]!;
    return routes.find((route) => route.method === call.method && route.form.test(path));
  };
  const namesIn = (schema: unknown, into: Set<string>, seen: Set<unknown>): Set<string> => {
    if (typeof schema !== 'object' || schema === null || seen.has(schema)) return into;
    seen.add(schema);
    const { $ref, properties } = schema as { $ref?: string; properties?: object };
    if ($ref) namesIn(document.components.schemas[$ref.split('/').pop()!], into, seen);
    for (const name of Object.keys(properties ?? {})) into.add(name);
    for (const inner of Object.values(schema)) namesIn(inner, into, seen);
    return into;
  };
  const contentOf = (answer: Answer) => {
    const responses = find(answer)?.responses;
    return Object.entries((responses?.[answer.status] ?? responses?.['default'])?.content ?? {})[0];
  };
  return {
    operations: routes.map(({ name }) => name),
    operationOf: (answer) => find(answer)?.name,
    faults(answer) {
      const responses = find(answer)?.responses;
      if (!responses) return [];
      const named = responses[answer.status];
      if (!named && answer.status < 400)
        return [`status ${answer.status} is none of ${Object.keys(responses).join(', ')}`];
      const [type, content] = contentOf(answer) ?? [];
      if (!type || !content) return answer.text && answer.status < 300 ? ['a body, where none belongs'] : [];
      const sent = (answer.headers['content-type'] ?? 'no type').split(';')[0]!.trim();
      if (sent !== type) return [`Content-Type is ${sent}, not ${type}`];
      if (answer.json === undefined) return ['the body is not JSON'];
      const { valid, errors } = judge(content.schema).validate(answer.json);
      return valid
        ? []
        : errors.filter(({ keyword }) => !/^(\$ref|properties|items|allOf)$/.test(keyword)).map(sayFault);
    },
    membersOf(answer) {
      const content = contentOf(answer)?.[1];
      return content && namesIn(content.schema, new Set(), new Set());
    },
  };
}

const sayFault = ({ instanceLocation, error }: { instanceLocation: string; error: string }): string =>
  `${instanceLocation.replace(/^#/, '') || '/'}: ${error}`;
