// Writes what is derived: the inputs of action.yml and report/action.yml from src/settings, the tables of docs/inputs.md, docs/recipes.md and
// docs/budgets.md from them and src/report/sections/states.ts, the table of rooms in docs/architecture.md from scripts/rooms.ts, and the schemas of
// report and configuration file from src/report/printers/json.ts and src/settings/config-schema.ts.

import { readFile } from 'node:fs/promises'
import { markdownTable } from 'markdown-table'
import { parse } from 'yaml'
import * as z from 'zod'
import { budgetMetrics } from '../src/budget/budget.ts'
import { reportJsonSchema } from '../src/report/printers/json.ts'
import { type State, states } from '../src/report/sections/states.ts'
import { configJsonSchema } from '../src/settings/config-schema.ts'
import { defaultInAction, type Input, inputs } from '../src/settings/inputs.ts'
import { reportInputs } from '../src/settings/report-inputs.ts'
import { replaceFile } from './replace.ts'
import { rooms } from './rooms.ts'

const actionSchema = z.object({
  inputs: z.record(
    z.string(),
    z.object({ description: z.string(), default: z.string().optional() }),
  ),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
})

type Action = z.infer<typeof actionSchema>

const actionText = withInputs(await readFile('action.yml', 'utf8'), inputs)
const action = actionSchema.parse(parse(actionText))
await replaceFile('action.yml', actionText)

const reportText = withInputs(await readFile('report/action.yml', 'utf8'), reportInputs)
const report = actionSchema.parse(parse(reportText))
await replaceFile('report/action.yml', reportText)

let page = await readFile('docs/inputs.md', 'utf8')
page = withTable(page, 'inputs', inputTable(action))
page = withTable(page, 'outputs', outputTable(action))
await replaceFile('docs/inputs.md', page)

let recipes = await readFile('docs/recipes.md', 'utf8')
recipes = withTable(recipes, 'report-inputs', inputTable(report))
recipes = withTable(recipes, 'report-outputs', outputTable(report))
await replaceFile('docs/recipes.md', recipes)

const budgets = await readFile('docs/budgets.md', 'utf8')
await replaceFile('docs/budgets.md', withTable(budgets, 'states', stateTable()))

const architecture = await readFile('docs/architecture.md', 'utf8')
await replaceFile('docs/architecture.md', withTable(architecture, 'rooms', roomTable()))

await writeSchema('report', reportJsonSchema())
await writeSchema('config', configJsonSchema())

async function writeSchema(name: string, schema: Record<string, unknown>): Promise<void> {
  await replaceFile(`schema/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`)
}

function withInputs(text: string, table: Record<string, Input<unknown>>): string {
  const entries = Object.entries(table).map(([name, input]) => {
    const standard = defaultInAction(input)
    return [
      `  ${name}:`,
      `    description: ${quoted(input.help)}`,
      ...(standard === null ? [] : [`    default: ${quoted(standard)}`]),
    ].join('\n')
  })
  return replaced(text, /(\ninputs:\n).*?(\noutputs:\n)/s, `${entries.join('\n')}\n`, 'action.yml')
}

/** A YAML string in single quotes, in which nothing but the quote is special. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function inputTable({ inputs }: Action): string {
  const rows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    input.default === undefined ? '' : `\`${input.default}\``,
    cell(input.description),
  ])
  return table([['Input', 'Default', 'Meaning'], ...rows])
}

function outputTable({ outputs }: Action): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => [
    `\`${name}\``,
    cell(description),
  ])
  return table([['Output', 'Meaning'], ...rows])
}

function stateTable(): string {
  const rows = Object.values<State>(states).map(({ shown, when, judged, also }) => {
    const metrics = judged.map(metric => `\`${metric}\``).join(', ')
    const all = judged.length === budgetMetrics.length ? 'every budget' : metrics || 'nothing'
    return [shown, when, also === undefined ? all : `${all}; and ${also}`]
  })
  return table([['The report says', 'When', 'What is enforced'], ...rows])
}

function roomTable(): string {
  const code = (names: string[]) => names.map(name => `\`${name}\``).join(' ')
  const rows = rooms.map(({ room, kind, imports, holds }) => {
    const others = imports.split(' ').filter(name => name !== '')
    return [code([room]), kind, holds, code(others)]
  })
  return table([['Room', 'Kind', 'Holds', 'May import'], ...rows])
}

/** Not aligned, so that a changed row changes no other. */
function table(rows: string[][]): string {
  return markdownTable(rows, { alignDelimiters: false })
}

function cell(text: string): string {
  return text.trim().replaceAll('|', '\\|')
}

function withTable(text: string, section: string, content: string): string {
  const block = new RegExp(`(<!-- ${section}:start -->\\n).*?(<!-- ${section}:end -->)`, 's')
  return replaced(text, block, `${content}\n`, section)
}

/** @param block has two groups, between which the content goes */
function replaced(text: string, block: RegExp, content: string, file: string): string {
  if (!block.test(text)) throw new Error(`${file}: ${block.source} is not found`)
  return text.replace(block, (_, start: string, end: string) => `${start}${content}${end}`)
}
