import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type BakeDefinition,
  decodeBake,
  encodeBake,
  fieldsOf,
  PROBE,
  withLinks,
} from '../../src/docker/bake-definition.ts'

/** What buildx prints, with the probe as it does: newer ones escape what looks like a template. */
function printed(
  targets: Record<string, Record<string, unknown>>,
  group: Record<string, { targets: string[] }> = { default: { targets: Object.keys(targets) } },
  isEscaped = false,
): string {
  const [probe] = isEscaped ? [`$${PROBE.value}`] : [PROBE.value]
  const all = Object.entries(targets).map(([name, target]) => [
    name,
    { ...target, args: { ...(target.args as object), [PROBE.name]: probe } },
  ])
  return JSON.stringify({ group, target: Object.fromEntries(all) })
}

function target(definition: BakeDefinition, name: string) {
  const found = definition.targets.get(name)
  if (found === undefined) throw new Error(`there is no ${name}`)
  return found
}

/** The targets of a bake file that was written, as whoever reads templates sees them. */
function written(definition: BakeDefinition, names: string[]) {
  const text = encodeBake(definition, names, ({ name }) => ({ output: [`to=${name}`] }))
  return JSON.parse(text, (_key, value) =>
    typeof value === 'string' ? value.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{') : value,
  ).target
}

test.each([
  [
    'a group of groups, in order and once',
    ['web', 'a', 'b'],
    { default: { targets: ['web', 'tools'] }, tools: { targets: ['a', 'b', 'web'] } },
  ],
  ['a target that is called as a group', ['default'], { default: { targets: ['default'] } }],
  [
    'groups in a circle',
    ['a'],
    { default: { targets: ['tools'] }, tools: { targets: ['default', 'a'] } },
  ],
  ['no group', [], {}],
  ['a name that nothing has', ['a'], { default: { targets: ['nothing', 'a'] } }],
])('%s: %j', (name, expected, group) => {
  const all = { web: {}, a: {}, b: {}, ...(name.includes('called') ? { default: {} } : {}) }
  expect(decodeBake(printed(all, group as never)).selected).toEqual(expected)
})

test('a target is a build of its own, with paths as they are written', () => {
  const { build } = target(
    decodeBake(
      printed({
        web: {
          context: 'services/web',
          dockerfile: 'docker/Dockerfile',
          target: 'app',
          args: { MODE: 'dev', FROM_ENV: null },
          contexts: { base: 'target:base', lib: '../lib' },
          labels: { a: 'b' },
          platforms: ['linux/arm64'],
          secret: ['id=token,env=TOKEN', { id: 'file', src: './s' }, { id: 'NAME' }],
          'no-cache': true,
          'no-cache-filter': ['app'],
        },
      }),
    ),
    'web',
  )
  expect(build).toMatchObject({
    context: 'services/web',
    file: 'services/web/docker/Dockerfile',
    target: 'app',
    buildArgs: ['MODE=dev', 'FROM_ENV'],
    buildContexts: ['base=target:base', 'lib=../lib'],
    labels: ['a=b'],
    platforms: ['linux/arm64'],
    secrets: ['id=token,env=TOKEN', 'id=file,src=./s', 'id=NAME,env=NAME'],
    noCache: true,
    noCacheFilters: ['app'],
  })
})

test('what is done with an image is in no file of ours, and what is unknown is told', () => {
  const definition = decodeBake(
    printed({
      web: {
        context: '.',
        tags: ['registry.example/web:1'],
        output: ['type=registry', { type: 'local', dest: '/' }],
        attest: ['type=sbom'],
        'cache-to': ['type=registry,ref=registry.example/cache'],
        call: 'check',
        annotations: ['a=b'],
        push: true,
        network: 'host',
        'cache-from': ['type=gha'],
      },
    }),
  )
  expect(written(definition, ['web'])).toEqual({
    web: {
      context: '.',
      dockerfile: 'Dockerfile',
      network: 'host',
      'cache-from': ['type=gha'],
      output: ['to=web'],
    },
  })
  expect(definition.unknown).toEqual(['push'])
  expect(target(definition, 'web').cacheTo).toEqual(['type=registry,ref=registry.example/cache'])
})

test('a target brings what it builds on, and nothing else', () => {
  const definition = decodeBake(
    printed({
      web: { contexts: { base: 'target:base', gone: 'target:gone' } },
      base: { contexts: { root: 'target:root', web: 'target:web' } },
      root: {},
      other: {},
    }),
  )
  expect(withLinks(definition, 'web')).toEqual(['web', 'base', 'root'])
  expect(Object.keys(written(definition, ['web', 'base']))).toEqual(['web', 'base', 'root'])
})

test('texts come through as they are, whether buildx escapes templates or not', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Templates of HCL.
  const piece = fc.constantFrom('${', '$', '%{', '%', '{', '}', '${x}', 'a', '"', '\n')
  const text = fc.array(piece, { maxLength: 6 }).map(parts => parts.join(''))
  const doubled = (value: string) => value.replace(/\$\{/g, () => '$${').replace(/%\{/g, '%%{')
  fc.assert(
    fc.property(text, inline => {
      const plain = { web: { 'dockerfile-inline': inline, args: { A: inline } } }
      const newer = { web: { 'dockerfile-inline': doubled(inline), args: { A: doubled(inline) } } }
      for (const definition of [
        decodeBake(printed(plain)),
        decodeBake(printed(newer, undefined, true)),
      ]) {
        expect(target(definition, 'web').inline).toBe(inline)
        const again = JSON.parse(encodeBake(definition, ['web'], () => ({ output: [] })))
        expect(again.target.web.args.A).toBe(doubled(inline))
      }
    }),
  )
})

test.each([
  ['id=token,env=TOKEN', { id: 'token', env: 'TOKEN' }],
  ['type=file, source=./a=b', { type: 'file', src: './a=b' }],
  [
    { id: 'x', src: 'y', size: 1 },
    { id: 'x', src: 'y' },
  ],
  [null, {}],
])('fields of %j', (entry, expected) => {
  expect(fieldsOf(entry)).toEqual(expected)
})

test('what is no definition is an error that names the field', () => {
  expect(() => decodeBake('{"target":{"web":{"context":1}}}')).toThrow('target.web.context')
})
