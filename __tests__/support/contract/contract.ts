import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from '@octokit/graphql-schema'
import { Ajv, type ValidateFunction } from 'ajv'

/** A request, and how it was answered. */
export interface Exchange {
  method: string
  /** With its query. */
  url: string
  /** What was sent; null: nothing. */
  body: unknown
  status: number
  /** What came back; undefined where it is not to be checked. */
  answer: unknown
}

interface Operation {
  method: string
  path: string
  parameters: { name: string; in: string; required: boolean; schema: object }[]
  body: object | null
  answers: Record<string, object | null>
}

interface Checked {
  method: string
  path: RegExp
  parameters: Operation['parameters']
  body: ValidateFunction | null
  answers: Record<string, ValidateFunction | null>
}

/** Servers whose descriptions every exchange has to hold for. */
const servers = ['api.github.com', 'ghes-3.19'].map(read)

/** What an exchange has that GitHub's description does not allow, in words. */
export function violations(exchange: Exchange): string[] {
  if (exchange.url === '/graphql') return graphql(exchange)
  return servers.flatMap(({ name, operations }) => {
    const { pathname, searchParams } = new URL(exchange.url, 'http://localhost')
    const found = operations.find(
      ({ method, path }) => method === exchange.method && path.test(pathname),
    )
    const start = `${name}: ${exchange.method} ${pathname}`
    if (found === undefined) return [`${start}: there is no such route`]
    const known = found.parameters.filter(parameter => parameter.in === 'query')
    const wrong = [...searchParams.keys()].filter(key => !known.some(one => one.name === key))
    return [
      ...wrong.map(key => `${start}: has no parameter ${key}`),
      ...failures(found.body, exchange.body ?? {}, `${start}: request`),
      ...answered(found, exchange, start),
    ]
  })
}

// --- internal ---

function answered({ answers }: Checked, { status, answer }: Exchange, start: string): string[] {
  if (answer === undefined) return []
  const schema = answers[String(status)]
  // Errors that every route may give (401, 500, …) are listed with few of them.
  if (schema === undefined) return status >= 400 ? [] : [`${start}: has no answer ${status}`]
  return failures(schema, answer, `${start}: answer ${status}`)
}

function failures(check: ValidateFunction | null, value: unknown, start: string): string[] {
  if (check === null || check(value)) return []
  return (check.errors ?? [])
    .slice(0, 3)
    .map(({ instancePath, message }) => `${start}${instancePath} ${message}`)
}

function graphql({ body }: Exchange): string[] {
  const query = (body as { query?: string } | null)?.query ?? ''
  return validate(query).map(({ message }) => `POST /graphql: ${message}`)
}

function read(name: string): { name: string; operations: Checked[] } {
  const text = readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')
  const { operations, schemas } = JSON.parse(text) as { operations: Operation[]; schemas: object }
  const ajv = new Ajv({ strict: false, validateFormats: false })
  const compile = (schema: object | null | undefined) =>
    schema == null ? null : ajv.compile({ ...schema, schemas })
  return {
    name,
    operations: operations.map(({ method, path, parameters, body, answers }) => ({
      method,
      path: new RegExp(
        `^${path.replace(/\{(ref|path|basehead)\}/g, '.+').replace(/\{\w+\}/g, '[^/]+')}$`,
      ),
      parameters,
      body: compile(body),
      answers: Object.fromEntries(
        Object.entries(answers).map(([status, schema]) => [status, compile(schema)]),
      ),
    })),
  }
}
