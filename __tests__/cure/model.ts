import { commandsOf } from '../../src/cure/run.ts'
import { callOf } from '../../src/cure/shell.ts'
import { readSource, resolvePath, type Source, type Step } from '../../src/cure/steps.ts'
import type { Entries } from '../compare/layers.ts'
import type { Built } from './cure.ts'

/** What the build context of the model holds. */
const context = ['main.go', 'bin/server', 'data/big', '.git/pack', 'config']
const size = 1_500_000

/** Runs the last stage of a Dockerfile as a small model of a builder does. */
export function build(dockerfile: string, ignore: string | null): Built & { visible: string[] } {
  const source = readSource(dockerfile)
  const last = source.parents.length - 1
  const image = new Map<string, number>()
  const wrote: Built['wrote'] = {}
  let turn = 0
  for (const step of source.steps) {
    if (step.stage !== last) continue
    const before = new Map(image)
    if (step.keyword === 'COPY') copy(step, sent(ignore), image, ++turn)
    if (step.keyword === 'RUN') run(source, step, image, ++turn)
    const layer: Entries = {}
    for (const [path, version] of image) if (before.get(path) !== version) layer[path] = size
    for (const path of before.keys()) if (!image.has(path)) layer[path] = 'whiteout'
    if (/^(?:COPY|RUN)$/.test(step.keyword)) wrote[step.lines.start] = layer
  }
  return {
    dockerfile,
    ...(ignore === null ? {} : { ignore }),
    wrote,
    visible: [...image.keys()].sort(),
  }
}

// --- internal ---

function sent(ignore: string | null): string[] {
  const patterns = (ignore ?? '').split(/\r?\n/).filter(line => line !== '')
  return context.filter(
    path =>
      !patterns.some(pattern =>
        pattern.startsWith('**/')
          ? path.startsWith(`${pattern.slice(3)}/`)
          : path === pattern || path.startsWith(`${pattern}/`),
      ),
  )
}

function copy(step: Step, files: string[], image: Map<string, number>, turn: number): void {
  const to = step.words.at(-1) ?? ''
  for (const from of step.words.slice(0, -1)) {
    for (const path of files) {
      if (from !== '.' && path !== from && !path.startsWith(`${from}/`)) continue
      const rest = from === '.' ? path : path === from ? path : path.slice(from.length + 1)
      const target = to.endsWith('/') || to === '.' || from === '.' ? `${to}/${rest}` : to
      image.set((resolvePath(step.workdir, target) ?? '').slice(1), turn)
    }
  }
}

function run(source: Source, step: Step, image: Map<string, number>, turn: number): void {
  const mounts = step.flags.map(({ value }) => /target=\/([^,]*)/.exec(value ?? '')?.[1] ?? '')
  const write = (path: string) => {
    if (!mounts.some(mount => mount !== '' && path.startsWith(`${mount}/`))) image.set(path, turn)
  }
  for (const command of commandsOf(source, step) ?? []) {
    const call = callOf(command)
    if (call === null) continue
    const args = call.args.map(({ start, end }) => source.text.slice(start, end))
    const has = (word: string) => args.includes(word)
    const targets = args
      .filter(arg => !arg.startsWith('-'))
      .map(arg => (resolvePath(step.workdir, arg.replace(/\/\*$/, '')) ?? '').slice(1))
    const below = (path: string) => targets.some(one => path === one || path.startsWith(`${one}/`))
    switch (call.program) {
      case 'apt-get':
        if (has('update')) write('var/lib/apt/lists/main')
        if (has('install') && image.has('var/lib/apt/lists/main')) write('usr/bin/tool')
        break
      case 'apk':
        write('usr/bin/apk-tool')
        if (!has('--no-cache')) write('var/cache/apk/index')
        break
      case 'pip':
        write('usr/lib/pip-package')
        if (!has('--no-cache-dir')) write('root/.cache/pip/wheel')
        break
      case 'npm':
        write('srv/node_modules/x')
        write('root/.npm/x')
        break
      case 'go':
        write('go/pkg/mod/x')
        if (has('build')) write('app/bin/server')
        break
      case 'curl':
        write('opt/tool-1.tgz')
        break
      case 'tar':
        if (image.has('opt/tool-1.tgz')) write('opt/tool/x')
        break
      case 'touch':
        for (const path of targets) write(path)
        break
      case 'rm':
        for (const path of [...image.keys()]) if (below(path)) image.delete(path)
        break
      case 'chown':
        for (const path of [...image.keys()]) if (has('-R') && below(path)) write(path)
        break
      default:
    }
  }
}
