/**
 * Writes the part of GitHub's OpenAPI description that this project uses, as JSON Schemas that a test can check requests
 * and answers with. The package has 385 MB, so it is no dependency: run this after unpacking it somewhere else.
 *
 *     npm install --prefix /tmp/openapi --ignore-scripts @octokit/openapi@23.0.2
 *     node scripts/trim-openapi.ts /tmp/openapi/node_modules/@octokit/openapi
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Dictionary = { [key: string]: Json }

const used = [
  'get /repos/{owner}/{repo}/issues/{issue_number}/labels',
  'get /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'post /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'patch /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'delete /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'get /repos/{owner}/{repo}/pulls',
  'get /repos/{owner}/{repo}/git/ref/{ref}',
  'get /repos/{owner}/{repo}/git/tags/{tag_sha}',
  'get /repos/{owner}/{repo}/git/blobs/{file_sha}',
  'get /repos/{owner}/{repo}/git/commits/{commit_sha}',
  'post /repos/{owner}/{repo}/git/trees',
  'post /repos/{owner}/{repo}/git/commits',
  'post /repos/{owner}/{repo}/git/refs',
  'patch /repos/{owner}/{repo}/git/refs/{ref}',
  'get /repos/{owner}/{repo}/contents/{path}',
  'get /repos/{owner}/{repo}/commits',
  'get /repos/{owner}/{repo}/compare/{basehead}',
  'get /user',
]

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('give the folder of @octokit/openapi')
const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
for (const name of ['api.github.com', 'ghes-3.19']) {
  const all = JSON.parse(readFileSync(join(folder, 'generated', `${name}.json`), 'utf8'))
  const operations = used.map(route => operation(all, route))
  const trimmed = { source: `@octokit/openapi ${version} (${license}), ${name}`, operations }
  const schemas = closure(all, trimmed)
  const file = join(import.meta.dirname, '../__tests__/support/contract', `${name}.json`)
  writeFileSync(file, `${JSON.stringify({ ...trimmed, schemas })}\n`)
}

/** What may be sent, and what comes back by its status. */
function operation(all: Dictionary, route: string): Dictionary {
  const [method = '', path = ''] = route.split(' ')
  const found = at(at(at(all, 'paths'), path), method)
  const parameters = list(found.parameters)
    .map(one => resolve(all, one))
    .map(({ name, in: place, required, schema }) => ({
      name: name ?? '',
      in: place ?? '',
      required: required ?? false,
      schema: cleaned(schema ?? {}),
    }))
  const answers = Object.entries(dictionary(found.responses)).map(([status, answer]) => {
    return [status, jsonOf(resolve(all, answer))] as const
  })
  return {
    method: method.toUpperCase(),
    path,
    parameters,
    body: found.requestBody === undefined ? null : jsonOf(resolve(all, found.requestBody)),
    answers: Object.fromEntries(answers),
  }
}

/** The schema of a body as JSON; null where it has none. */
function jsonOf({ content }: Dictionary): Json {
  const types = dictionary(content)
  const json = types['application/json']
  return json === undefined ? null : cleaned(dictionary(json).schema ?? {})
}

/** A schema of OpenAPI 3.0 as JSON Schema, without what only people read. */
function cleaned(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(cleaned)
  if (schema === null || typeof schema !== 'object') return schema
  const { nullable, ...rest } = schema
  const left = Object.entries(rest).filter(
    ([key, value]) =>
      !(
        /^(description|example|examples|externalDocs|deprecated|title|default)$/.test(key) ||
        key.startsWith('x-')
      ) ||
      // A property of that name, not the keyword.
      (typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        ('type' in value || '$ref' in value)),
  )
  const result: Dictionary = Object.fromEntries(
    left.map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? value.replace('#/components/schemas/', '#/schemas/')
        : cleaned(value),
    ]),
  )
  return nullable === true ? { anyOf: [result, { type: 'null' }] } : result
}

/** Every schema that is referred to, and those that they refer to. */
function closure(all: Dictionary, from: Json): Dictionary {
  const schemas: Dictionary = {}
  const visit = (value: Json) => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/schemas\/([^"]+)"/g)) {
      if (name in schemas) continue
      const schema = cleaned(at(at(at(all, 'components'), 'schemas'), name))
      schemas[name] = schema
      visit(schema)
    }
  }
  visit(from)
  return schemas
}

function resolve(all: Dictionary, value: Json): Dictionary {
  const found = dictionary(value)
  if (typeof found.$ref !== 'string') return found
  return found.$ref.slice(2).split('/').reduce(at, all)
}

function at(value: Dictionary, key: string): Dictionary {
  const found = value[key]
  if (found === undefined) throw new Error(`there is no ${key}`)
  return dictionary(found)
}

function dictionary(value: Json | undefined): Dictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
