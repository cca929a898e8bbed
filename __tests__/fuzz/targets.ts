import { comparisonTargets } from './comparisons.ts'
import { configurationTargets } from './configuration.ts'
import { imageTargets } from './images.ts'
import { layerTargets } from './layers.ts'
import type { FuzzTarget } from './target.ts'
import { textTargets } from './texts.ts'

export const fuzzTargets: FuzzTarget[] = [
  ...layerTargets,
  ...imageTargets,
  ...textTargets,
  ...configurationTargets,
  ...comparisonTargets,
]
