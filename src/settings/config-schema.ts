import * as z from 'zod'
import { once } from '../common/once.ts'
import { budgetsKey } from './config-budgets.ts'
import { flagKey, listKey, mapping, textKey } from './config-keys.ts'

const example = 'images: [{ context: ., budgets: [{ max-size: 250MB }] }]'

/** The configuration file. It decodes to what the inputs of the same names decode to. */
export const configSchema = once(() =>
  mapping(
    {
      images: z
        .array(imageSchema(), {
          error: 'must be a list of images, for example - context: services/api',
        })
        .min(1, 'must have an image, for example - context: services/api'),
      defaults: mapping({ budgets: budgetsKey() })
        .meta({ description: 'What every image has, before its own.' })
        .exactOptional(),
    },
    example,
  ),
)

/** The JSON Schema that is published as `schema/config.schema.json`. */
export function configJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(configSchema(), { target: 'draft-2020-12', io: 'input' }),
    title: 'Image Size Gate configuration',
  }
}

// --- internal ---

/** An entry of `images`: the inputs that are about one image, and its budgets. */
function imageSchema() {
  return mapping({
    name: textKey('name'),
    bake: listKey('bake'),
    targets: listKey('targets'),
    set: z
      .array(z.string(), {
        error: 'must be a list of overrides, for example ["*.args.MODE=release"]',
      })
      .meta({
        description:
          'Overrides of the bake file, as `docker buildx bake --set` takes them: `TARGET.KEY=VALUE`. With `*.cache-to=…` the gate writes to that cache, which the bake file alone does not make it do.',
      })
      .exactOptional(),
    image: textKey('image'),
    baseline: textKey('baseline'),
    context: textKey('context'),
    file: textKey('file'),
    target: textKey('target'),
    platforms: listKey('platforms'),
    'build-args': listKey('build-args'),
    'build-contexts': listKey('build-contexts'),
    secrets: listKey('secrets'),
    'secret-envs': listKey('secret-envs'),
    'secret-files': listKey('secret-files'),
    ssh: listKey('ssh'),
    'cache-from': listKey('cache-from'),
    'cache-to': listKey('cache-to'),
    builder: textKey('builder'),
    network: textKey('network'),
    'add-hosts': listKey('add-hosts'),
    allow: listKey('allow'),
    pull: flagKey('pull'),
    'no-cache': flagKey('no-cache'),
    'no-cache-filters': listKey('no-cache-filters'),
    labels: listKey('labels'),
    annotations: listKey('annotations'),
    'shm-size': textKey('shm-size'),
    ulimit: listKey('ulimit'),
    'cgroup-parent': textKey('cgroup-parent'),
    'only-changed': flagKey('only-changed'),
    budgets: budgetsKey(),
  })
}
