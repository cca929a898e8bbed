import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { allowed, rooms } from '../../scripts/rooms.ts'

const top = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'rooms-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the table reads from the top floor down: nobody imports upwards', () => {
  const order = rooms.map(({ room }) => room)
  const upwards = rooms.flatMap((room, index) =>
    allowed(room)
      .filter(other => order.indexOf(other) < index)
      .map(other => `${room.room} imports ${other}`),
  )
  expect(upwards).toEqual([])
})

test('what is pure imports only what is pure', () => {
  const kinds = new Map(rooms.map(({ room, kind }) => [room, kind]))
  const impure = rooms
    .filter(({ kind }) => kind === 'pure')
    .flatMap(room => allowed(room).filter(other => kinds.get(other) !== 'pure'))
  expect(impure).toEqual([])
})

test('every folder of src is a room', () => {
  const folders = readdirSync(join(top, 'src'), { withFileTypes: true })
  const names = folders.filter(entry => entry.isDirectory()).map(({ name }) => name)
  expect(names.filter(name => !rooms.some(({ room }) => room === name))).toEqual([])
})

// Five seconds are not enough on a busy machine.
test('what the table forbids is found in a house that has it, and nothing else', async () => {
  const files: Record<string, string> = {
    'index.ts': "import './gate.ts'",
    'gate.ts': "import { compare } from './compare/compare.ts'\nexport const gate = compare",
    'compare/compare.ts':
      "import type { Waste } from '../waste/waste.ts'\nimport { readFile } from 'node:fs'\nexport const compare = (waste: Waste) => readFile",
    'waste/waste.ts':
      "import { run } from '../common/run.ts'\nimport * as core from '@actions/core'\nexport type Waste = typeof run | typeof core",
    'common/run.ts': "export { circle as run } from './errors.ts'",
    'common/errors.ts': "import type { gate } from '../common/circle.ts'\nexport const circle = 1",
    'common/circle.ts': "export type { circle as gate } from './errors.ts'",
    'docker/engine.ts': "import '../git/git.ts'",
    'git/git.ts': "import '../odd/one.ts'",
    'odd/one.ts': 'export {}',
    'oci/alone.ts': 'export {}',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'src', path)), { recursive: true })
    writeFileSync(join(folder, 'src', path), `${text}\n`)
  }
  cpSync(join(top, 'scripts/rooms.ts'), join(folder, 'scripts/rooms.ts'))
  cpSync(join(top, 'dependency-cruiser.config.js'), join(folder, 'dependency-cruiser.config.js'))
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
  const output = await cruise()
  const found = [...output.matchAll(/error (.*?): (src\S+)(?: → (\S+))?/g)]
  expect(found.map(([, rule, from, to]) => [rule, from, to ?? ''].join(' | ')).sort()).toEqual([
    'compare imports | src/compare/compare.ts | src/waste/waste.ts',
    'compare is pure | src/compare/compare.ts | fs',
    'docker imports | src/docker/engine.ts | src/git/git.ts',
    'git imports | src/git/git.ts | src/odd/one.ts',
    'imported by somebody | src/oci/alone.ts | ',
    'in a room | src/git/git.ts | src/odd/one.ts',
    'index imports | src/index.ts | src/gate.ts',
    'no circles | src/common/circle.ts | ',
    'waste imports | src/waste/waste.ts | src/common/run.ts',
    'waste is pure | src/waste/waste.ts | @actions/core',
  ])
}, 60_000)

function cruise(): Promise<string> {
  const program = join(top, 'node_modules/.bin/depcruise')
  const args = [program, '--config', 'dependency-cruiser.config.js', 'src']
  return new Promise(done =>
    execFile(process.execPath, args, { cwd: folder, encoding: 'utf8' }, (_, stdout) =>
      done(stdout),
    ),
  )
}
