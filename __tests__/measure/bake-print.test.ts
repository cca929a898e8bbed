import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { PROBE } from '../../src/docker/bake-definition.ts'
import { BuildError } from '../../src/docker/build-failure.ts'
import { printBase, printCandidate } from '../../src/measure/bake-print.ts'
import { type Answer, recording } from '../docker/fake.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate-test-print-')))
afterAll(() => rmSync(folder, { recursive: true }))

const top = join(folder, 'checkout')
const worktree = join(folder, 'base')
for (const place of [top, worktree]) {
  mkdirSync(join(place, '.git'), { recursive: true })
  writeFileSync(join(place, 'bake.hcl'), 'target "web" {}\n\n')
}
writeFileSync(join(folder, 'own.json'), '{}')
symlinkSync('../own.json', join(top, 'link.json'))
const place = { cwd: top, top }

/** A buildx that knows these targets, and a group `default` of some of them. */
function buildx(
  known: string[],
  inDefault: string[] | null,
  more?: (args: string[]) => Answer | null,
) {
  return recording(({ args }) => {
    const other = more?.(args) ?? null
    if (other !== null) return other
    const asked = args.slice(args.indexOf('--') + 1)
    const overrides = args.filter((_, index) => args[index - 1] === '--set')
    const stray = overrides
      .map(override => override.split('.')[0] ?? '')
      .find(pattern => pattern !== '*' && !known.includes(pattern))
    const missing = (asked.length === 0 && inDefault === null ? ['default'] : asked).find(
      name => !known.includes(name),
    )
    if (missing !== undefined)
      return { exitCode: 1, stderr: `ERROR: failed to find target ${missing}\n` }
    if (stray !== undefined)
      return { exitCode: 1, stderr: `ERROR: could not find any target matching '${stray}'\n` }
    const chosen = asked.length === 0 ? (inDefault ?? []) : asked
    return JSON.stringify({
      group: { default: { targets: chosen } },
      target: Object.fromEntries(chosen.map(name => [name, {}])),
    })
  })
}

const settings = { files: ['bake.hcl'], targets: [], set: [] as string[] }

test('a candidate is printed where the user stands, with its overrides, and nothing is built', async () => {
  const { run, commands } = buildx(['web', 'api'], ['web'])
  const set = ['web.args.A=1']
  const printed = await printCandidate(run, { ...settings, set }, place)
  expect(printed.selected).toEqual(['web'])
  expect(commands).toHaveLength(1)
  expect(commands[0]).toMatchObject({
    cwd: top,
    args: [
      'buildx',
      'bake',
      '--print',
      '--file',
      'bake.hcl',
      '--set',
      'web.args.A=1',
      '--set',
      `*.args.${PROBE.name}=${PROBE.value}`,
      '--',
    ],
  })
})

test.each([
  [{ files: ['nothing.hcl'] }, 'bake: there is no nothing.hcl; give the path of'],
  [{ files: ['link.json'] }, 'bake: link.json leads out of the repository'],
  [{ targets: ['nobody'] }, 'targets: bake.hcl has no target or group nobody'],
  [{ set: ['nobody.args.A=1'] }, 'set: bake.hcl has no target nobody'],
])('refused: %j', async (changes, message) => {
  const { run } = buildx(['web'], ['web'])
  await expect(printCandidate(run, { ...settings, ...changes }, place)).rejects.toThrow(message)
})

test('a file without a group default, or with an empty one, has its targets asked for', async () => {
  await expect(printCandidate(buildx(['web'], null).run, settings, place)).rejects.toThrow(
    'bake: bake.hcl has no group default; name its targets, for example targets: web',
  )
  await expect(printCandidate(buildx(['web'], []).run, settings, place)).rejects.toThrow(
    'bake: bake.hcl has no target to build; name some, for example targets: web',
  )
})

test('a file that buildx cannot read is blamed on its line', async () => {
  const rule = '-'.repeat(20)
  const stderr = `bake.hcl:1\n${rule}\n   1 | >>> target "web" {}\n${rule}\nERROR: bake.hcl:1,1-2: Unknown variable\n`
  const { run } = recording(() => ({ exitCode: 1, stderr }))
  const error = await printCandidate(run, settings, place).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(BuildError)
  expect(error).toMatchObject({
    dockerfile: 'bake.hcl',
    failure: { lines: { start: 1, end: 1 } },
  })
})

test('of the base there is what it has: targets that it lacks are left out, wherever they are named', async () => {
  const { run, commands } = buildx(['web', 'gone'], ['web', 'gone'])
  const at = { ...place, worktree }
  const set = ['fresh.args.A=1', '*.args.B=2']
  const base = await printBase(run, { ...settings, set }, at, ['web', 'fresh'])
  expect(base?.selected).toEqual(['web', 'gone'])
  expect([...(base?.targets.keys() ?? [])]).toEqual(['web', 'gone'])
  expect(commands.every(({ cwd }) => cwd === worktree)).toBe(true)
  expect(commands.at(-1)?.args).toContain(join(worktree, 'bake.hcl'))

  const some = await printBase(run, { ...settings, targets: ['fresh', 'web'] }, at, [
    'web',
    'fresh',
  ])
  expect(some?.selected).toEqual(['web'])
  const none = await printBase(run, { ...settings, targets: ['fresh'] }, at, ['fresh'])
  expect(none?.selected).toEqual([])
})

test('a target that the base has, but not in its group, is found by its name', async () => {
  const { run } = buildx(['web', 'api'], ['web'])
  const base = await printBase(run, settings, { ...place, worktree }, ['web', 'api'])
  expect(base?.selected).toEqual(['web'])
  expect([...(base?.targets.keys() ?? [])]).toEqual(['web', 'api'])
})

test('secret files are those of the checkout: where they are missed, the base is printed there', async () => {
  const missed = { exitCode: 1, stderr: 'ERROR: failed to stat ./token: no such file\n' }
  let directory: string | undefined
  const { run, commands } = buildx(['web'], ['web'])
  const base = await printBase(
    command => {
      directory = command.cwd
      if (directory === worktree) return recording(() => missed).run(command)
      return run(command)
    },
    settings,
    { ...place, worktree },
  )
  expect(base?.selected).toEqual(['web'])
  expect(commands[0]).toMatchObject({ cwd: top })
  const { run: never } = recording(() => missed)
  await expect(printBase(never, settings, { ...place, worktree })).rejects.toThrow(
    'failed to stat ./token: no such file',
  )
})

test('a base without the files, or without the folder, has no definition', async () => {
  const { run, commands } = buildx(['web'], ['web'])
  const files = ['other.hcl']
  expect(await printBase(run, { ...settings, files }, { ...place, worktree })).toBe(null)
  const deeper = { cwd: join(top, 'deep'), top, worktree }
  expect(await printBase(run, settings, deeper)).toBe(null)
  expect(commands).toEqual([])
})
