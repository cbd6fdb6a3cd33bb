// Writes the JSON schema of scenario files for editors: `npx node test/scenarios/schema.ts`.
import { mkdir, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { jsonSchema, schemaFile } from './format.ts';

const options = { ...(await resolveConfig(schemaFile.pathname)), parser: 'json' };
await mkdir(new URL('.', schemaFile), { recursive: true });
await writeFile(schemaFile, await format(JSON.stringify(jsonSchema()), options));
